import { TarFault } from './tar-fault.js';
import { BLOCK, padded } from './tar-format.js';
import { readHeader } from './tar-header.js';
import { namingBytes, toldName } from './told-name.js';

/** Passes a tar file on as it comes. @throws TarFault if it is none, is broken, or has anything else than regular files and folders, which may have long names (GNU, pax) */
export async function* plainTar(pieces: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  const headers = new Headers();
  for await (const piece of pieces) {
    headers.take(piece);
    yield piece;
  }
  headers.end();
}

/** Reads the headers on the way, and the contents that tell names. */
class Headers {
  /** What is read: a header, or the content of the one that has been. */
  private block = Buffer.alloc(BLOCK);
  /** Bytes of it that have come. */
  private filled = 0;
  /** Bytes of a content that are still to come. */
  private rest = 0;
  private naming: { type: string; size: number } | undefined;
  /** Name of the next file. */
  private told: string | undefined;
  private entries = 0;
  private isOver = false;

  take(piece: Buffer): void {
    let at = 0;
    while (at < piece.length && !this.isOver) {
      const step = Math.min(this.rest || this.block.length - this.filled, piece.length - at);
      if (this.rest > 0) this.rest -= step;
      else this.fill(piece.subarray(at, at + step));
      at += step;
    }
  }

  /** @throws TarFault */
  end(): void {
    if (this.rest > 0 || this.filled > 0 || this.naming || this.told !== undefined) throw new TarFault('the archive ends before its last file does');
    if (this.entries === 0) throw new TarFault('the archive is no tar file with files; one without compression is needed');
  }

  private fill(piece: Buffer): void {
    piece.copy(this.block, this.filled);
    this.filled += piece.length;
    if (this.filled < this.block.length) return;
    this.filled = 0;
    if (this.naming) this.readName(this.naming);
    else this.readHeader();
  }

  private readHeader(): void {
    this.isOver = this.block.every((byte) => byte === 0);
    if (this.isOver) return;
    const { name: own, size, isFile, isFolder, naming } = readHeader(this.block);
    if (naming !== undefined) return this.expectName(naming, namingBytes(size));
    const name = this.told ?? own;
    if (!isFile && !isFolder) throw new TarFault(`the archive has ${JSON.stringify(name)}, which is neither a file nor a folder`);
    // Other readers look for the next header at once.
    if (size > 0 && (isFolder || name.endsWith('/'))) throw new TarFault(`the archive has a folder ${JSON.stringify(name)} with content`);
    this.told = undefined;
    this.entries += 1;
    this.rest = padded(size);
  }

  private expectName(type: string, size: number): void {
    if (size === 0) throw new TarFault('the archive has an extended header without content');
    this.naming = { type, size };
    this.block = Buffer.alloc(padded(size));
  }

  private readName({ type, size }: { type: string; size: number }): void {
    this.told = toldName(type, this.block.subarray(0, size));
    this.naming = undefined;
    this.block = Buffer.alloc(BLOCK);
  }
}
