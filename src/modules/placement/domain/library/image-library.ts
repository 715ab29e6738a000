import type { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../../common/clock/index.js';
import { Failpoints } from '../../../common/failpoints/index.js';
import { Lifecycle } from '../../../common/lifecycle/index.js';
import { log } from '../../../common/log/index.js';
import { conflict, notFound } from '../../../common/problem/index.js';
import { Turns } from '../../../common/turns/index.js';
import { type Transaction, UnitOfWork } from '../../../common/unit-of-work/index.js';
import { Library } from '../ports/library.js';
import { Catalogue } from './catalogue.js';
import { ImageUses } from './image-uses.js';
import type { ImageContents, ImageName, LibraryImage, StoredFile } from './library-image.js';
import { LibraryRows } from './library-rows.js';
import { LIBRARY_STEPS } from './library-steps.js';
import { LibraryStore, type Received } from './library-store.js';

/**
 * The rows say what is in the library. Blobs are written before their rows and removed after them, so that whatever dies in between leaves
 * blobs that nobody needs; documents and blobs are put right after each change and at each start.
 */
@Injectable()
export class ImageLibrary extends Library {
  private readonly turns = new Turns();
  private catalogue = new Catalogue();

  constructor(
    private readonly rows: LibraryRows,
    private readonly store: LibraryStore,
    private readonly uses: ImageUses,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly failpoints: Failpoints,
    lifecycle: Lifecycle,
  ) {
    super();
    lifecycle.on('load', () => this.load());
  }

  override images(): LibraryImage[] {
    return this.catalogue.images();
  }

  override find(name: ImageName): LibraryImage | undefined {
    return this.catalogue.find(name);
  }

  override get(digest: string): LibraryImage | undefined {
    return this.catalogue.get(digest);
  }

  override async put(name: ImageName, content: AsyncIterable<Buffer>): Promise<{ image: LibraryImage; isNew: boolean }> {
    const received = await this.store.receiveImage(content);
    try {
      return await this.change(() => this.keep(name, received));
    } finally {
      await received.close();
    }
  }

  override remove(digest: string, matches: (image: LibraryImage) => void): Promise<void> {
    return this.change(async () => {
      matches(this.required(digest));
      const [application] = this.uses.applicationsOf(digest);
      if (application !== undefined) throw conflict(`The image is used by the application ${application}.`);
      await this.unitOfWork.run((transaction) => this.rows.remove(transaction, digest));
      this.failpoints.reach(LIBRARY_STEPS['after-remove-image']);
      await this.settle();
    });
  }

  override async archive(digest: string): Promise<Readable> {
    try {
      return await this.store.archive(this.required(digest));
    } catch (error) {
      this.required(digest); // It may have been removed meanwhile.
      throw error;
    }
  }

  override async putFile(
    content: AsyncIterable<Buffer>,
    record: (transaction: Transaction, file: StoredFile) => Promise<void>,
    turn = (keep: () => Promise<StoredFile>) => keep(),
  ): Promise<StoredFile> {
    const received = await this.store.receiveFile(content);
    const keep = async () => {
      const file = await received.keep();
      await this.unitOfWork.run((transaction) => record(transaction, file));
      return file;
    };
    try {
      return await turn(() => this.change(keep));
    } finally {
      await received.close();
    }
  }

  override file(digest: string): Promise<Readable> {
    return this.store.file(digest);
  }

  override tidy(): Promise<void> {
    return this.turns.take(() => this.settle());
  }

  private load(): Promise<void> {
    return this.turns.take(async () => {
      this.store.open(await this.rows.folder());
      await this.store.discardUnfinished();
      await this.settle();
    });
  }

  /** Changes are made one after another. What one that fails has left is removed. */
  private change<T>(work: () => Promise<T>): Promise<T> {
    const later = (fault: unknown) => log.warn({ err: fault }, 'What a failed change has left in the library could not be removed; the next change or start removes it.');
    return this.turns.take(async () => {
      try {
        return await work();
      } catch (error) {
        await this.settle().catch(later);
        throw error;
      }
    });
  }

  private async keep(name: ImageName, received: Received<ImageContents>): Promise<{ image: LibraryImage; isNew: boolean }> {
    const contents = await received.keep();
    this.failpoints.reach(LIBRARY_STEPS['after-blobs']);
    const isNew = !this.get(contents.digest);
    if (isNew || this.find(name)?.digest !== contents.digest) await this.record(name, contents, isNew);
    await this.settle();
    return { image: this.required(contents.digest), isNew };
  }

  private async record(name: ImageName, contents: ImageContents, isNew: boolean): Promise<void> {
    const storedAt = this.clock.now();
    await this.unitOfWork.run(async (transaction) => {
      if (isNew) await this.rows.insert(transaction, { ...contents, storedAt });
      await this.rows.name(transaction, { ...name, digest: contents.digest });
    });
    this.failpoints.reach(LIBRARY_STEPS['after-record-image']);
  }

  /** Makes memory, documents and blobs follow the rows, which are read anew: a commit of which the end is not known may have been made. */
  private async settle(): Promise<void> {
    const images = await this.rows.images();
    this.catalogue = new Catalogue(images, await this.rows.names());
    const needed = new Set([...images.flatMap(({ blobs }) => blobs), ...(await this.rows.fileDigests())]);
    await this.store.list(this.images()).catch((error: unknown) => this.listAfterSweep(needed, error));
    this.failpoints.reach(LIBRARY_STEPS['after-index']);
    await this.store.sweep(needed);
    this.failpoints.reach(LIBRARY_STEPS['after-sweep']);
  }

  /** On a full disk the documents find room once what has gone is swept. */
  private async listAfterSweep(needed: ReadonlySet<string>, error: unknown): Promise<void> {
    log.warn({ err: error }, 'The documents of the library could not be written; trying again when what nobody needs is removed.');
    await this.store.sweep(needed);
    await this.store.list(this.images());
  }

  /** @throws Problem 404 */
  private required(digest: string): LibraryImage {
    const image = this.get(digest);
    if (!image) throw notFound(`There is no image ${digest} in the library.`);
    return image;
  }
}
