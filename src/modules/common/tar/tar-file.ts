import type { FileHandle } from 'node:fs/promises';
import { filePieces } from './file-pieces.js';
import { TarFault } from './tar-fault.js';
import { BLOCK, padded } from './tar-format.js';
import { readHeader } from './tar-header.js';
import { tarEntry, TAR_END } from './tar-writer.js';
import { namingBytes, toldName } from './told-name.js';

const MOST_ENTRIES = 100_000;

/** Links that lead to links. */
const MOST_HOPS = 8;

interface TarEntry {
  /** Where its content begins. */
  start: number;
  size: number;
}

async function readName(handle: FileHandle, naming: string, start: number, size: number): Promise<string | undefined> {
  const content = Buffer.alloc(namingBytes(size));
  await handle.read(content, 0, size, start);
  return toldName(naming, content);
}

/** A tar file on disk, of which only the headers and what is asked for are read. A link stands for the file that it leads to. */
export class TarFile {
  private constructor(
    private readonly handle: FileHandle,
    private readonly entries: ReadonlyMap<string, TarEntry | string>,
    /** Where the last file ends: more could be written here. */
    readonly end: number,
  ) {}

  /** Takes the file over, to close it. @throws TarFault if it is no tar file, or names something outside of it; Error if it cannot be read */
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
    const entries = new Map<string, TarEntry | string>();
    const block = Buffer.alloc(BLOCK);
    let at = 0;
    let told: string | undefined;
    for (let count = 0; at + BLOCK <= length; count++) {
      await handle.read(block, 0, BLOCK, at);
      if (block.every((byte) => byte === 0)) break;
      if (count === MOST_ENTRIES) throw new TarFault(`the archive has more than ${MOST_ENTRIES} files`);
      const { name, size, isFile, naming, target } = readHeader(block);
      if (at + BLOCK + size > length) throw new TarFault('the archive ends before its last file does');
      if (isFile || target !== undefined) entries.set(told ?? name, target ?? { start: at + BLOCK, size });
      told = naming === undefined ? undefined : await readName(handle, naming, at + BLOCK, size);
      at += BLOCK + padded(size);
    }
    if (at === 0) throw new TarFault('the archive is no tar file; one without compression is needed');
    return new TarFile(handle, entries, at);
  }

  /** Of all files and of the links that lead to one, as the archive has them. */
  get names(): string[] {
    return [...this.entries.keys()].filter((name) => this.has(name));
  }

  /** Whether there is such a file, or a link that leads to one. */
  has(name: string): boolean {
    return this.find(name) !== undefined;
  }

  /** Bytes of the file. @throws TarFault if there is no such file */
  size(name: string): number {
    return this.entry(name).size;
  }

  /** @throws TarFault if there is no such file, or a larger one */
  async content(name: string, mostBytes: number): Promise<Buffer> {
    const { start, size } = this.entry(name);
    if (size > mostBytes) throw new TarFault(`${name} in the archive is larger than ${mostBytes} bytes`);
    const content = Buffer.alloc(size);
    await this.handle.read(content, 0, size, start);
    return content;
  }

  /** @throws TarFault if there is no such file */
  async *stream(name: string): AsyncGenerator<Buffer> {
    const { start, size } = this.entry(name);
    yield* filePieces(this.handle, start, start + size);
  }

  /** The whole file with another one at its end. Of two files of a name the last counts. */
  async *with(name: string, content: Buffer): AsyncGenerator<Buffer> {
    yield* filePieces(this.handle, 0, this.end);
    yield* tarEntry({ name, size: content.length, content: [content] });
    yield TAR_END;
  }

  /** Closes the file; nothing can be read any more. */
  close(): Promise<void> {
    return this.handle.close();
  }

  private entry(name: string): TarEntry {
    const entry = this.find(name);
    if (!entry) throw new TarFault(`the archive lacks ${name}`);
    return entry;
  }

  private find(name: string): TarEntry | undefined {
    let found = this.entries.get(name);
    for (let hops = 0; typeof found === 'string' && hops < MOST_HOPS; hops++) found = this.entries.get(found);
    return typeof found === 'string' ? undefined : found;
  }
}
