import type { Readable } from 'node:stream';
import type { PackageArchive } from './reading/package-archive.js';
import type { StoredContent } from './app-package.js';

/** The first and the last byte of a part. */
export interface ByteRange {
  start: number;
  end: number;
}

/** Where the contents of packages are kept. */
export abstract class PackageStore {
  /**
   * Keeps a content, which is there wholly or not at all afterwards.
   * @throws Problem 400 if there is no byte, 413 if there are more than the platform takes, and what `content` throws
   */
  abstract receive(appPkgId: string, content: AsyncIterable<Buffer>, algorithm: string): Promise<StoredContent>;
  /** @throws Problem 404 if there is no content, 422 if it is no ZIP file, or one that is unfit to be read */
  abstract archive(appPkgId: string): Promise<PackageArchive>;
  /** @throws Problem 404 if there is no content */
  abstract read(appPkgId: string, range?: ByteRange): Promise<Readable>;
  /** Does nothing if there is no content. */
  abstract remove(appPkgId: string): Promise<void>;
}
