import { statSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { ConfigurationError } from '../../../../config/index.js';
import { log } from '../../../common/log/index.js';
import { notFound } from '../../../common/problem/index.js';
import { namelessFile, TarFile } from '../../../common/tar/index.js';
import type { ImageContents, LibraryImage, StoredFile } from '../../domain/library/library-image.js';
import { MOST_ARCHIVE_BYTES, MOST_FILE_BYTES } from '../../domain/library/library-limits.js';
import { LibraryStore, type Received } from '../../domain/library/library-store.js';
import { atMost } from './at-most.js';
import { BlobFolder, blobName } from './blob-folder.js';
import { archiveDocuments, folderDocuments, type ListedImage } from './layout-documents.js';
import { LayoutFolder } from './layout-folder.js';
import { archiveOf } from './opened-blobs.js';
import { refusingFaults } from './reading/archived-image.js';
import { imageIn } from './reading/image-in.js';
import { ReceivedImage } from './received-image.js';
import { unlessFull } from './unless-full.js';

const INDEX = 'index.json';

/** Keeps the library as an OCI image layout in a folder, with the manifest.json of `docker save` beside it, so that standard tools read it as it is. */
export class FileLibraryStore extends LibraryStore {
  private unfinished!: string;
  private blobs!: BlobFolder;
  private layout!: LayoutFolder;

  /** @throws ConfigurationError if MEC_DATA_DIR is something else than a folder */
  constructor(
    private readonly dataFolder: string,
    private readonly most = { archive: MOST_ARCHIVE_BYTES, file: MOST_FILE_BYTES },
  ) {
    super();
    if (statSync(dataFolder, { throwIfNoEntry: false })?.isDirectory() === false) throw new ConfigurationError([`MEC_DATA_DIR ${dataFolder} is no folder.`]);
  }

  override open(folder: string): void {
    const root = join(this.dataFolder, folder);
    this.unfinished = join(root, 'unfinished');
    this.blobs = new BlobFolder(root, this.unfinished);
    this.layout = new LayoutFolder(root, this.blobs);
  }

  override receiveImage(content: AsyncIterable<Buffer>): Promise<Received<ImageContents>> {
    return unlessFull(async () => {
      const file = await namelessFile(this.unfinished, Readable.from(atMost(this.most.archive, 'image archive', content)));
      const tar = await refusingFaults(() => TarFile.of(file));
      try {
        return await ReceivedImage.of(await imageIn(tar), this.blobs);
      } finally {
        await tar.close();
      }
    });
  }

  override async receiveFile(content: AsyncIterable<Buffer>): Promise<Received<StoredFile>> {
    const written = await unlessFull(() => this.blobs.write(atMost(this.most.file, 'file', content)));
    const { digest, sizeBytes } = written;
    const keep = async () => {
      await this.blobs.take(written);
      await this.blobs.sync();
      return { digest, sizeBytes };
    };
    return { keep, close: () => this.blobs.drop(written) };
  }

  override async archive({ digest, blobs, names }: LibraryImage): Promise<Readable> {
    const content = await this.layout.read(blobName(digest));
    if (!content) throw new Error(`The library lacks the manifest ${digest}.`);
    return archiveOf(archiveDocuments(listed(digest, content, names)), blobs, this.blobs);
  }

  override async file(digest: string): Promise<Readable> {
    const file = await this.blobs.open(digest).catch((error: NodeJS.ErrnoException) => {
      throw error.code === 'ENOENT' ? notFound(`There is no file ${digest} in the library.`) : error;
    });
    return file.createReadStream();
  }

  /** A library in which there has never been an image has no documents. */
  override list(images: LibraryImage[]): Promise<void> {
    return unlessFull(async () => {
      if (images.length === 0 && !(await this.layout.read(INDEX))) return;
      for (const [name, content] of folderDocuments(await this.listed(images))) await this.layout.write(name, content);
    });
  }

  override sweep(needed: ReadonlySet<string>): Promise<void> {
    return this.blobs.sweep(needed);
  }

  override async discardUnfinished(): Promise<void> {
    await rm(this.unfinished, { recursive: true, force: true });
  }

  /** An image that somebody has taken from the disk does not keep the platform from starting; it is whole again when it is put in again. */
  private async listed(images: LibraryImage[]): Promise<ListedImage[]> {
    const found: ListedImage[] = [];
    for (const { digest, names } of images) {
      const content = await this.layout.read(blobName(digest));
      if (content) found.push(listed(digest, content, names));
      else log.error({ digest, names }, 'The library lacks the manifest of an image; put the image in again.');
    }
    return found;
  }
}

const listed = (digest: string, content: Buffer, names: string[]): ListedImage => ({
  digest,
  size: content.length,
  manifest: JSON.parse(content.toString()) as ListedImage['manifest'],
  names,
});
