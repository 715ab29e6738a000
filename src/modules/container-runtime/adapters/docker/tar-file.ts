import type { FileHandle } from 'node:fs/promises';
import { RuntimeRefusal } from '../../domain/runtime-errors.js';

/** POSIX.1-1988 ustar; extended headers are passed over, since no file of an image needs them. */
const BLOCK = 512;
const NAME = [0, 100] as const;
const SIZE = [124, 136] as const;
const TYPE = 156;
const MAGIC = [257, 262] as const;
const PREFIX = [345, 500] as const;
const REGULAR = new Set(['0', '\0']);

/** Bytes that are sent at a time. */
const PIECE = 65_536;

const MOST_ENTRIES = 100_000;

interface TarEntry {
  /** Where its content begins. */
  start: number;
  size: number;
}

const padded = (size: number): number => Math.ceil(size / BLOCK) * BLOCK;

const text = (header: Buffer, [from, to]: readonly [number, number]): string => header.toString('utf8', from, to).replace(/\0.*$/s, '');

/** @throws RuntimeRefusal if it is no number; sizes beyond 8 GB are written otherwise, and no layer is as large */
function sizeOf(header: Buffer): number {
  const digits = text(header, SIZE).trim();
  if (!/^[0-7]+$/.test(digits)) throw new RuntimeRefusal('the image archive is no tar file, or a broken one');
  return parseInt(digits, 8);
}

/** A tar file on disk, of which only the headers and what is asked for are read. */
export class TarFile {
  private constructor(
    private readonly handle: FileHandle,
    private readonly entries: ReadonlyMap<string, TarEntry>,
    /** Where the last file ends: more could be written here. */
    readonly end: number,
  ) {}

  /** Takes the file over, to close it. @throws RuntimeRefusal if it is no tar file; Error if it cannot be read */
  static async of(handle: FileHandle): Promise<TarFile> {
    try {
      return await TarFile.read(handle);
    } catch (error) {
      await handle.close();
      throw error;
    }
  }

  private static async read(handle: FileHandle): Promise<TarFile> {
    const { size: length } = await handle.stat();
    const entries = new Map<string, TarEntry>();
    const header = Buffer.alloc(BLOCK);
    let at = 0;
    for (let count = 0; at + BLOCK <= length; count++) {
      await handle.read(header, 0, BLOCK, at);
      if (header.every((byte) => byte === 0)) break;
      if (text(header, MAGIC) !== 'ustar' || count === MOST_ENTRIES) throw new RuntimeRefusal('the image archive is no tar file; one without compression is needed');
      const size = sizeOf(header);
      if (at + BLOCK + size > length) throw new RuntimeRefusal('the image archive ends before its last file does');
      const name = [text(header, PREFIX), text(header, NAME)].filter((part) => part !== '').join('/').replace(/^\.\//, '');
      if (REGULAR.has(String.fromCharCode(header[TYPE]!))) entries.set(name, { start: at + BLOCK, size });
      at += BLOCK + padded(size);
    }
    if (at === 0) throw new RuntimeRefusal('the image archive is no tar file; one without compression is needed');
    return new TarFile(handle, entries, at);
  }

  has(name: string): boolean {
    return this.entries.has(name);
  }

  /** @throws RuntimeRefusal if there is no such file, or a larger one */
  async content(name: string, mostBytes: number): Promise<Buffer> {
    const entry = this.entries.get(name);
    if (!entry) throw new RuntimeRefusal(`the image archive lacks ${name}`);
    if (entry.size > mostBytes) throw new RuntimeRefusal(`${name} in the image archive is larger than ${mostBytes} bytes`);
    const content = Buffer.alloc(entry.size);
    await this.handle.read(content, 0, entry.size, entry.start);
    return content;
  }

  /** The whole file with another one at its end. Of two files of a name the last counts. */
  async *with(name: string, content: Buffer): AsyncGenerator<Buffer> {
    for (let at = 0; at < this.end; ) {
      const { bytesRead, buffer } = await this.handle.read(Buffer.alloc(Math.min(PIECE, this.end - at)), 0, null, at);
      yield buffer.subarray(0, bytesRead);
      at += bytesRead;
    }
    yield tarHeader(name, content.length);
    yield content;
    yield Buffer.alloc(padded(content.length) - content.length + 2 * BLOCK);
  }

  close(): Promise<void> {
    return this.handle.close();
  }
}

/** The header of a regular file. */
function tarHeader(name: string, size: number): Buffer {
  const header = Buffer.alloc(BLOCK);
  const octal = (value: number, digits: number) => `${value.toString(8).padStart(digits, '0')}\0`;
  header.write(name, NAME[0]);
  header.write(octal(0o644, 7) + octal(0, 7) + octal(0, 7) + octal(size, 11) + octal(0, 11), 100);
  header.write(' '.repeat(8), 148);
  header.write('0', TYPE);
  header.write('ustar\x0000', MAGIC[0]);
  const sum = header.reduce((total, byte) => total + byte, 0);
  header.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
  return header;
}
