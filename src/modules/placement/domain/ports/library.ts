import type { Readable } from 'node:stream';
import type { Transaction } from '../../../common/unit-of-work/index.js';
import type { ImageName, LibraryImage, StoredFile } from '../library/library-image.js';

/** The images of the central cloud, and the files of applications, each kept once by its digest. */
export abstract class Library {
  /** The latest first. */
  abstract images(): LibraryImage[];
  /** The version that the name means now. */
  abstract find(name: ImageName): LibraryImage | undefined;
  abstract get(digest: string): LibraryImage | undefined;

  /**
   * Keeps the image of an archive under a name, unless the version is there already (¶113); the name means it from now on.
   * @throws Problem 413 if the archive is larger than MOST_ARCHIVE_BYTES, 422 if it is not one whole image, 503 if there is no room, and what `content` throws
   */
  abstract put(name: ImageName, content: AsyncIterable<Buffer>): Promise<{ image: LibraryImage; isNew: boolean }>;

  /**
   * Removes an image, its names, and the layers that no other image has. No application may begin to use it meanwhile.
   * @param matches throws if the image is no longer what the client takes it for
   * @throws Problem 404 if it is not there, 409 if an application uses it
   */
  abstract remove(digest: string, matches: (image: LibraryImage) => void): Promise<void>;

  /** The image as a tar file, an OCI image layout with the manifest.json of `docker save` beside it. @throws Problem 404 */
  abstract archive(digest: string): Promise<Readable>;

  /**
   * Keeps a file of an application.
   * @param record names the file in a row in this unit of work: what no row names is removed
   * @param turn in which it is kept, when all of it has come
   * @throws Problem 413 if it is larger than MOST_FILE_BYTES, 503 if there is no room, and what `content`, `record` and `turn` throw
   */
  abstract putFile(
    content: AsyncIterable<Buffer>,
    record: (transaction: Transaction, file: StoredFile) => Promise<void>,
    turn?: (keep: () => Promise<StoredFile>) => Promise<StoredFile>,
  ): Promise<StoredFile>;

  /** @throws Problem 404 */
  abstract file(digest: string): Promise<Readable>;

  /** Removes the files that no row names any more. */
  abstract tidy(): Promise<void>;
}
