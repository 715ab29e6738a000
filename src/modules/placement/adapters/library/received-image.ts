import type { ImageContents } from '../../domain/library/library-image.js';
import type { Received } from '../../domain/library/library-store.js';
import { type BlobFolder, measured, type UnfinishedBlob } from './blob-folder.js';
import { type ArchivedBlob, type ArchivedImage, unfit } from './reading/archived-image.js';
import { unlessFull } from './unless-full.js';

/** An image whose parts lie beside the blobs, each on the disk and compared with its digest: to keep it, they are only renamed. */
export class ReceivedImage implements Received<ImageContents> {
  private readonly written: UnfinishedBlob[] = [];

  private constructor(
    private readonly image: ArchivedImage,
    private readonly blobs: BlobFolder,
  ) {}

  /** @throws Problem 422 if a part has not the digest that it should have, with nothing left */
  static async of(image: ArchivedImage, blobs: BlobFolder): Promise<ReceivedImage> {
    const received = new ReceivedImage(image, blobs);
    try {
      for (const blob of received.parts().values()) await received.write(blob);
      return received;
    } catch (error) {
      await received.close();
      throw error;
    }
  }

  keep(): Promise<ImageContents> {
    const { manifest, config, architecture, os } = this.image;
    return unlessFull(async () => {
      for (const written of this.written) await this.blobs.take(written);
      await this.blobs.sync();
      const sizeBytes = this.written.reduce((sum, part) => sum + part.sizeBytes, -manifest.size);
      return { digest: manifest.digest, configDigest: config.digest, architecture, os, sizeBytes, blobs: this.written.map(({ digest }) => digest) };
    });
  }

  async close(): Promise<void> {
    for (const written of this.written) await this.blobs.drop(written);
  }

  private parts(): ReadonlyMap<string, ArchivedBlob> {
    const { manifest, config, layers } = this.image;
    return new Map([manifest, config, ...layers].map((blob) => [blob.digest, blob]));
  }

  /** Whether it is there or not, what the archive holds is compared with what it says. */
  private async write({ digest, size, open }: ArchivedBlob): Promise<void> {
    const held = await this.blobs.hold({ digest, sizeBytes: size });
    const written = held ?? (await this.blobs.write(open()));
    this.written.push(written);
    const found = held ? await measured(open()) : written;
    if (found.digest !== digest) throw unfit(`says that a part is ${digest}, but it is ${found.digest}`);
  }
}
