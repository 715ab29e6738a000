import type { Transaction } from '../../../common/unit-of-work/index.js';
import type { NamedImage, StoredImage } from './library-image.js';

/** What the library holds; its folder follows. */
export abstract class LibraryRows {
  /** Name of the folder that belongs to this database alone. */
  abstract folder(): Promise<string>;
  abstract images(): Promise<StoredImage[]>;
  abstract names(): Promise<NamedImage[]>;
  /** Digests of the files that applications have. */
  abstract fileDigests(): Promise<string[]>;

  abstract insert(transaction: Transaction, image: StoredImage): Promise<void>;
  /** Removes the image and the names that mean it. */
  abstract remove(transaction: Transaction, digest: string): Promise<void>;
  /** Makes the name mean this image, whatever it has meant. */
  abstract name(transaction: Transaction, name: NamedImage): Promise<void>;
}
