import type { KnownImage, KnownImages } from '../../../src/modules/placement/domain/requirements/image-pins.js';

/** A digest that is told from others by this word. */
export const digestOf = (word: string): string => `sha256:${Buffer.from(word).toString('hex').padEnd(64, '0').slice(0, 64)}`;

/** A library whose names mean these versions. */
export class PlainLibrary implements KnownImages {
  private readonly versions = new Map<string, KnownImage>();
  private readonly names = new Map<string, KnownImage>();

  put(name: string, digest = digestOf(name), sizeBytes = 1_000_000): this {
    const image = { digest, sizeBytes };
    this.versions.set(digest, image);
    this.names.set(name, image);
    return this;
  }

  find(repository: string, tag: string): KnownImage | undefined {
    return this.names.get(`${repository}:${tag}`);
  }

  get(digest: string): KnownImage | undefined {
    return this.versions.get(digest);
  }
}
