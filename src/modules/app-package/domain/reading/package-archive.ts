import type { Readable } from 'node:stream';

/** The files in a package, whose names lead nowhere else. */
export abstract class PackageArchive {
  /** Bytes of each file, unpacked, by its path. */
  abstract readonly files: ReadonlyMap<string, number>;
  /** @throws Error if there is no such file; the stream fails with Problem 422 if the file is damaged */
  abstract open(path: string): Promise<Readable>;
  abstract close(): void;
}
