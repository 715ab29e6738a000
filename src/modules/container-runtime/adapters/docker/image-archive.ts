import { createHash } from 'node:crypto';
import { isObject } from '../../../common/document-text/index.js';
import type { TarFile } from '../../../common/tar/index.js';
import { RuntimeRefusal } from '../../domain/runtime-errors.js';
import { refusingFaults } from '../tar-refusal.js';

const MOST_BYTES = 4 * 1024 * 1024;
const DEEPEST_INDEX = 3;
const DOCKER_MANIFEST = 'manifest.json';
const OCI_INDEX = 'index.json';

/** Files of the archive that make an image: its configuration and its layers, the lowest first. */
interface ImageParts {
  Config: string;
  Layers: string[];
}

interface Descriptor {
  digest: string;
  platform?: { os?: string; architecture?: string };
}

interface OciDocument {
  manifests?: Descriptor[];
  config?: Descriptor;
  layers?: Descriptor[];
}

export interface ImageInArchive {
  /** What the engine calls it: the digest of its configuration. */
  id: string;
  /** The manifest.json that makes the engine load it, and name nothing after it. */
  manifest: Buffer;
}

async function json(tar: TarFile, name: string): Promise<unknown> {
  const content = await tar.content(name, MOST_BYTES);
  try {
    return JSON.parse(content.toString());
  } catch (error) {
    throw new RuntimeRefusal(`${name} in the image archive is no JSON`, { cause: error });
  }
}

function blobOf(descriptor: Descriptor | undefined): string {
  const [, algorithm, hex] = /^([a-z0-9]+):([0-9a-f]+)$/.exec(descriptor?.digest ?? '') ?? [];
  if (hex === undefined) throw new RuntimeRefusal('the image archive names a part by something that is no digest');
  return `blobs/${algorithm}/${hex}`;
}

async function ociDocument(tar: TarFile, name: string): Promise<OciDocument> {
  const document = await json(tar, name);
  const isWellFormed = isObject(document) && [document['manifests'] ?? [], document['layers'] ?? []].every((list) => Array.isArray(list) && list.every(isObject));
  if (!isWellFormed) throw new RuntimeRefusal(`${name} in the image archive is no document of an OCI image layout`);
  return document;
}

/** What is signed or said about an image stands beside it as an image of no platform. */
const isImage = ({ platform }: Descriptor): boolean => platform?.os !== 'unknown';

function onlyOne(found: Descriptor[], architecture: string): Descriptor {
  const images = found.filter(isImage);
  const [fitting, ...others] = images.length === 1 ? images : images.filter(({ platform }) => platform?.os === 'linux' && platform.architecture === architecture);
  if (!fitting || others.length) throw new RuntimeRefusal(`the image archive holds ${images.length} images, of which not exactly one is for linux/${architecture}`);
  return fitting;
}

/** OCI image layout: from the index, by other indexes perhaps, to the manifest. */
async function ociParts(tar: TarFile, architecture: string): Promise<ImageParts> {
  let document = await ociDocument(tar, OCI_INDEX);
  for (let depth = 0; document.manifests && depth < DEEPEST_INDEX; depth++) document = await ociDocument(tar, blobOf(onlyOne(document.manifests, architecture)));
  return { Config: blobOf(document.config), Layers: (document.layers ?? []).map(blobOf) };
}

async function dockerParts(tar: TarFile): Promise<ImageParts> {
  const images = await json(tar, DOCKER_MANIFEST);
  const image = Array.isArray(images) && images.length === 1 ? (images[0] as ImageParts | null) : null;
  if (typeof image?.Config !== 'string' || !Array.isArray(image.Layers)) throw new RuntimeRefusal(`${DOCKER_MANIFEST} in the image archive does not tell of exactly one image`);
  return image;
}

/**
 * The one image of an archive. Names that the archive gives it are left out, for they could be those of other images on this host.
 * @param architecture of the engine, as Go calls it
 * @throws RuntimeRefusal if there is none or it is not whole
 */
export const imageIn = (tar: TarFile, architecture: string): Promise<ImageInArchive> => refusingFaults('the image', () => readImage(tar, architecture));

async function readImage(tar: TarFile, architecture: string): Promise<ImageInArchive> {
  const { Config, Layers } = tar.has(DOCKER_MANIFEST) ? await dockerParts(tar) : await ociParts(tar, architecture);
  const missing = Layers.find((layer) => !tar.has(layer));
  if (missing !== undefined) throw new RuntimeRefusal(`the image archive lacks ${missing}`);
  const digest = createHash('sha256').update(await tar.content(Config, MOST_BYTES)).digest('hex');
  return { id: `sha256:${digest}`, manifest: Buffer.from(JSON.stringify([{ Config, RepoTags: null, Layers }])) };
}
