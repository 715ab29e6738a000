import { createHash } from 'node:crypto';
import { isObject } from '../../../../common/document-text/index.js';
import type { TarFile } from '../../../../common/tar/index.js';
import { type ArchivedBlob, type ArchivedImage, configOf, isListOf, isText, jsonIn, unfit } from './archived-image.js';

const MANIFEST = 'manifest.json';

const blobWith = (content: Buffer): ArchivedBlob => ({
  digest: `sha256:${createHash('sha256').update(content).digest('hex')}`,
  size: content.length,
  open: () => [content],
});

const descriptor = (mediaType: string, { digest, size }: ArchivedBlob) => ({ mediaType, digest, size });

/** The same archive has the same manifest each time. */
function manifestOf(config: ArchivedBlob, layers: ArchivedBlob[]): ArchivedBlob {
  const manifest = {
    schemaVersion: 2,
    mediaType: 'application/vnd.oci.image.manifest.v1+json',
    config: descriptor('application/vnd.oci.image.config.v1+json', config),
    layers: layers.map((layer) => descriptor('application/vnd.oci.image.layer.v1.tar', layer)),
  };
  return blobWith(Buffer.from(JSON.stringify(manifest)));
}

/** Archive of `docker save`, of which the layers have no compression: the configuration tells their digests. @throws Problem 422, TarFault */
export async function dockerImage(tar: TarFile): Promise<ArchivedImage> {
  const { document: images } = await jsonIn(tar, MANIFEST);
  if (!isListOf(images, isObject)) throw unfit(`has a ${MANIFEST} that is not one of docker save`);
  const [image, ...others] = images;
  if (!image || others.length) throw unfit(`holds ${images.length} images; exactly one is needed`);
  const { Config, Layers } = image;
  if (!isText(Config) || !isListOf(Layers, isText)) throw unfit(`has a ${MANIFEST} that is not one of docker save`);
  const { content, document } = await jsonIn(tar, Config);
  const { architecture, os, diffIds } = configOf(document, Layers.length);
  const config = blobWith(content);
  const layers = Layers.map((name, at) => ({ digest: diffIds[at]!, size: tar.size(name), open: () => tar.stream(name) }));
  return { manifest: manifestOf(config, layers), config, layers, architecture, os };
}
