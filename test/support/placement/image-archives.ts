import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';

export interface Entry {
  name: string;
  content?: Buffer;
  /** '0' is a file, '1' a hard link, '2' a symbolic link, '5' a folder. */
  type?: string;
  target?: string;
}

function header({ name, content, type = '0', target = '' }: Entry): Buffer {
  const block = Buffer.alloc(512);
  block.write(name, 0);
  block.write(`0000644\0${'0000000\0'.repeat(2)}${(content?.length ?? 0).toString(8).padStart(11, '0')}\0${'0'.repeat(11)}\0        ${type}${target}`, 100);
  block.write('ustar\x0000', 257);
  block.write(`${block.reduce((sum, byte) => sum + byte, 0).toString(8).padStart(6, '0')}\0 `, 148);
  return block;
}

/** A tar file byte by byte, also one that no tool would write. */
export const tarFile = (entries: Entry[]): Buffer =>
  Buffer.concat([
    ...entries.flatMap((entry) => [header(entry), entry.content ?? Buffer.alloc(0), Buffer.alloc(-(entry.content?.length ?? 0) & 511)]),
    Buffer.alloc(1024),
  ]);

export const digestOf = (content: Buffer | string): string => `sha256:${createHash('sha256').update(content).digest('hex')}`;

export const blobNameOf = (content: Buffer | string): string => `blobs/${digestOf(content).replace(':', '/')}`;

export const blob = (content: Buffer | string): Entry => ({ name: blobNameOf(content), content: Buffer.from(content) });

export const json = (name: string, document: unknown): Entry => ({ name, content: Buffer.from(JSON.stringify(document)) });

/** An image of these layers, each a text that stands for a tar file; `note` makes its configuration another one. */
export interface TestImage {
  layers: Buffer[];
  note?: string;
  architecture?: string;
}

export const image = (...layers: string[]): TestImage => ({ layers: layers.map((layer) => Buffer.from(layer)) });

export const configOf = ({ layers, note = '', architecture = 'amd64' }: TestImage): string =>
  JSON.stringify({ architecture, os: 'linux', config: { Labels: { note } }, rootfs: { type: 'layers', diff_ids: layers.map(digestOf) } });

const descriptor = (mediaType: string, content: Buffer | string) => ({ mediaType, digest: digestOf(content), size: Buffer.byteLength(content) });

const layerBlobs = ({ layers }: TestImage, isCompressed: boolean): Buffer[] => (isCompressed ? layers.map((layer) => gzipSync(layer)) : layers);

/** The manifest as a builder writes it, with what this platform would not write. */
export const manifestOf = (one: TestImage, isCompressed = false): string =>
  JSON.stringify(
    {
      schemaVersion: 2,
      config: descriptor('application/vnd.oci.image.config.v1+json', configOf(one)),
      layers: layerBlobs(one, isCompressed).map((layer) => descriptor(`application/vnd.oci.image.layer.v1.tar${isCompressed ? '+gzip' : ''}`, layer)),
      annotations: { note: one.note ?? '' },
    },
    null,
    1,
  );

export const manifestDescriptor = (one: TestImage, isCompressed = false) => descriptor('application/vnd.oci.image.manifest.v1+json', manifestOf(one, isCompressed));

export const blobsOf = (one: TestImage, isCompressed = false): Entry[] => [manifestOf(one, isCompressed), configOf(one), ...layerBlobs(one, isCompressed)].map(blob);

export const indexOf = (...manifests: object[]): Entry => json('index.json', { schemaVersion: 2, manifests });

/** An OCI image layout. */
export const layoutArchive = (one: TestImage, isCompressed = false): Buffer =>
  tarFile([json('oci-layout', { imageLayoutVersion: '1.0.0' }), ...blobsOf(one, isCompressed), indexOf(manifestDescriptor(one, isCompressed))]);

/** As `docker save` has written it up to version 24: a layer that was there before is a link. */
export function savedEntries(one: TestImage): Entry[] {
  const folders = one.layers.map((layer, at) => digestOf(`${at} ${digestOf(layer)}`).slice(7));
  const config = configOf(one);
  const files = one.layers.map((content, at): Entry => {
    const before = one.layers.findIndex((other) => other.equals(content));
    return before < at ? { name: `${folders[at]}/layer.tar`, type: '2', target: `../${folders[before]}/layer.tar` } : { name: `${folders[at]}/layer.tar`, content };
  });
  const Config = `${digestOf(config).slice(7)}.json`;
  return [{ name: Config, content: Buffer.from(config) }, ...files, json('manifest.json', [{ Config, RepoTags: ['other:name'], Layers: folders.map((folder) => `${folder}/layer.tar`) }])];
}

export const savedArchive = (one: TestImage): Buffer => tarFile(savedEntries(one));
