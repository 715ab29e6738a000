import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { digestOf } from './image-archives.js';

interface Descriptor {
  digest: string;
  size: number;
  annotations?: Record<string, string>;
}

const read = (folder: string, name: string): unknown => JSON.parse(readFileSync(join(folder, name), 'utf8'));

export const blobsIn = (folder: string): string[] => (existsSync(join(folder, 'blobs')) ? readdirSync(join(folder, 'blobs', 'sha256')).sort() : []);

/** Reads a folder as a tool for OCI layouts and `docker load` would, and answers what either finds. @throws what does not fit together */
export function listedIn(folder: string): { names: string[]; digests: string[] } {
  const { manifests } = read(folder, 'index.json') as { manifests: Descriptor[] };
  const saved = read(folder, 'manifest.json') as { Config: string; RepoTags: string[] | null; Layers: string[] }[];
  expect(read(folder, 'oci-layout')).toEqual({ imageLayoutVersion: '1.0.0' });
  for (const hex of blobsIn(folder)) expect(digestOf(readFileSync(join(folder, 'blobs', 'sha256', hex)))).toBe(`sha256:${hex}`);
  const digests = [...new Set(manifests.map(({ digest }) => digest))];
  const asSaved = digests.map((digest) => {
    const found = manifests.filter((one) => one.digest === digest);
    const content = readFileSync(join(folder, 'blobs', digest.replace(':', '/')));
    expect(found[0]!.size).toBe(content.length);
    const { config, layers } = JSON.parse(content.toString()) as { config: Descriptor; layers: Descriptor[] };
    const fileOf = ({ digest: part, size }: Descriptor) => {
      expect(readFileSync(join(folder, 'blobs', part.replace(':', '/')))).toHaveLength(size);
      return `blobs/${part.replace(':', '/')}`;
    };
    const names = found.flatMap(({ annotations }) => annotations?.['org.opencontainers.image.ref.name'] ?? []);
    return { Config: fileOf(config), RepoTags: names.length ? names : null, Layers: layers.map(fileOf) };
  });
  expect(saved).toEqual(asSaved);
  return { names: saved.flatMap(({ RepoTags }) => RepoTags ?? []).sort(), digests: digests.sort() };
}
