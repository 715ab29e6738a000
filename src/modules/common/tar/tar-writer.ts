import { BLOCK, CHECKSUM, MAGIC, NAME, padded, TYPE } from './tar-format.js';

const MOST_BYTES = 8 ** 11 - 1;

/** Two empty blocks. */
export const TAR_END = Buffer.alloc(2 * BLOCK);

export interface TarContent {
  /** From the root of the archive on, 100 bytes at most. */
  name: string;
  /** Bytes that `content` has, below 8 GiB. */
  size: number;
  content: Iterable<Buffer> | AsyncIterable<Buffer>;
}

/** A tar file of these files, the same bytes each time: their owner is root and their time is nought. @throws Error if a content has not the size that it is said to have */
export async function* tarOf(files: Iterable<TarContent> | AsyncIterable<TarContent>): AsyncGenerator<Buffer> {
  for await (const file of files) yield* tarEntry(file);
  yield TAR_END;
}

export async function* tarEntry({ name, size, content }: TarContent): AsyncGenerator<Buffer> {
  yield headerOf(name, size);
  let sent = 0;
  for await (const piece of content) {
    sent += piece.length;
    yield piece;
  }
  if (sent !== size) throw new Error(`The file ${name} has ${sent} bytes instead of the ${size} that its header tells.`);
  yield Buffer.alloc(padded(size) - size);
}

/** The header of a regular file. */
function headerOf(name: string, size: number): Buffer {
  if (Buffer.byteLength(name) > NAME[1] || size > MOST_BYTES) throw new RangeError(`The file ${name} of ${size} bytes does not fit into a tar file.`);
  const header = Buffer.alloc(BLOCK);
  const octal = (value: number, digits: number) => `${value.toString(8).padStart(digits, '0')}\0`;
  header.write(name, NAME[0]);
  header.write(octal(0o644, 7) + octal(0, 7) + octal(0, 7) + octal(size, 11) + octal(0, 11), 100);
  header.write(' '.repeat(8), CHECKSUM[0]);
  header.write('0', TYPE);
  header.write('ustar\x0000', MAGIC[0]);
  const sum = header.reduce((total, byte) => total + byte, 0);
  header.write(`${sum.toString(8).padStart(6, '0')}\0 `, CHECKSUM[0]);
  return header;
}
