import type { Readable } from 'node:stream';
import type { ImageContents, LibraryImage, StoredFile } from './library-image.js';

/** Something that has been received, examined and written to the disk, but is not kept yet: no sweep takes it. */
export interface Received<Kept> {
  /** Keeps every part that is not there yet, in a time that does not grow with its size. @throws Problem 503 if there is no room */
  keep(): Promise<Kept>;
  /** Lets go what has been received; what is kept stays. */
  close(): Promise<void>;
}

/** Where manifests, configurations, layers and files are kept, each as a blob by its digest. A blob is there wholly or not at all. */
export abstract class LibraryStore {
  /** Says where; nothing else works before. @param folder its name, below the folder of all data */
  abstract open(folder: string): void;

  /** @throws Problem 413 if the archive is larger than MOST_ARCHIVE_BYTES, 422 if it holds not exactly one image or a part has not the digest that it should have, 503 if there is no room */
  abstract receiveImage(content: AsyncIterable<Buffer>): Promise<Received<ImageContents>>;
  /** @throws Problem 413 if the file is larger than MOST_FILE_BYTES, 503 if there is no room */
  abstract receiveFile(content: AsyncIterable<Buffer>): Promise<Received<StoredFile>>;

  /** @throws Error if a part of the image is not there */
  abstract archive(image: LibraryImage): Promise<Readable>;
  /** @throws Problem 404 */
  abstract file(digest: string): Promise<Readable>;

  /** Makes the documents that list the images say these; those that do already are not written. */
  abstract list(images: LibraryImage[]): Promise<void>;
  /** Removes every blob but these. */
  abstract sweep(needed: ReadonlySet<string>): Promise<void>;
  /** Removes what a process that died has not finished. Nothing may be received meanwhile. */
  abstract discardUnfinished(): Promise<void>;
}
