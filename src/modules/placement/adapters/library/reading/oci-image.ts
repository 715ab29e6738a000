import { isObject, type Json } from '../../../../common/document-text/index.js';
import type { TarFile } from '../../../../common/tar/index.js';
import { type ArchivedBlob, type ArchivedImage, configOf, isListOf, jsonIn, unfit } from './archived-image.js';

export const INDEX = 'index.json';

const MANIFEST_TYPES = new Set<unknown>(['application/vnd.oci.image.manifest.v1+json', 'application/vnd.docker.distribution.manifest.v2+json', undefined]);

/** Indexes and manifests that are read to find the image. */
const MOST_DOCUMENTS = 100;

/** @throws Problem 422 if it is none, or of another algorithm than SHA-256 */
function fileOf(descriptor: unknown): string {
  const digest = isObject(descriptor) ? descriptor['digest'] : undefined;
  const [, hex] = typeof digest === 'string' ? (/^sha256:([0-9a-f]{64})$/.exec(digest) ?? []) : [];
  if (hex === undefined) throw unfit('names a part by something that is no SHA-256 digest');
  return `blobs/sha256/${hex}`;
}

/** @throws Problem 422 if it is not in the archive, or of another size */
function blobOf(tar: TarFile, descriptor: unknown): ArchivedBlob {
  const name = fileOf(descriptor);
  const { digest, size } = descriptor as { digest: string; size: unknown };
  if (tar.size(name) !== size) throw unfit(`has ${tar.size(name)} bytes in ${name}, and says that there are ${String(size)}`);
  return { digest, size, open: () => tar.stream(name) };
}

async function documentIn(tar: TarFile, name: string): Promise<Json> {
  const { document } = await jsonIn(tar, name);
  const lists = isObject(document) ? [document['manifests'] ?? [], document['layers'] ?? []] : [];
  if (!isObject(document) || !lists.every((list) => isListOf(list, isObject))) throw unfit(`has a file ${name} that is no document of an OCI image layout`);
  return document;
}

/** What is signed or said about an image stands beside it as an image of no platform. */
const isAboutImage = ({ platform }: Json): boolean => isObject(platform) && platform['os'] === 'unknown';

/** The manifests that an index leads to, by other indexes perhaps; an index may name images that are elsewhere. */
async function manifestsIn(tar: TarFile): Promise<{ descriptor: Json; document: Json }[]> {
  const known = new Set<string>();
  const found: { descriptor: Json; document: Json }[] = [];
  const follow = async (index: Json): Promise<void> => {
    for (const descriptor of (index['manifests'] ?? []) as Json[]) {
      const name = fileOf(descriptor);
      if (isAboutImage(descriptor) || known.has(name) || !tar.has(name)) continue;
      if (known.add(name).size > MOST_DOCUMENTS) throw unfit(`has more than ${MOST_DOCUMENTS} manifests`);
      const document = await documentIn(tar, name);
      if (document['manifests']) await follow(document);
      else found.push({ descriptor, document });
    }
  };
  await follow(await documentIn(tar, INDEX));
  return found;
}

/** OCI image layout: manifest, configuration and layers as they are. @throws Problem 422, TarFault */
export async function ociImage(tar: TarFile): Promise<ArchivedImage> {
  const manifests = await manifestsIn(tar);
  const [image, ...others] = manifests;
  if (!image || others.length) throw unfit(`holds ${manifests.length} images; exactly one is needed`);
  const { mediaType } = image.document;
  if (!MANIFEST_TYPES.has(mediaType)) throw unfit(`has a manifest of the type ${JSON.stringify(mediaType)}`);
  const layers = ((image.document['layers'] ?? []) as Json[]).map((layer) => blobOf(tar, layer));
  const config = blobOf(tar, image.document['config']);
  const { architecture, os } = configOf((await jsonIn(tar, fileOf(config))).document, layers.length);
  return { manifest: blobOf(tar, image.descriptor), config, layers, architecture, os };
}
