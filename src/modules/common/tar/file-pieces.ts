import type { FileHandle } from 'node:fs/promises';
import { PIECE } from './tar-format.js';

/** The bytes from `start` to before `end`. Unlike a stream of the file it leaves the file to its owner. @throws Error if the file ends before */
export async function* filePieces(file: FileHandle, start: number, end: number): AsyncGenerator<Buffer> {
  for (let at = start; at < end; ) {
    const { bytesRead, buffer } = await file.read(Buffer.alloc(Math.min(PIECE, end - at)), 0, null, at);
    if (bytesRead === 0) throw new Error('A file has become shorter while it was read.');
    yield buffer.subarray(0, bytesRead);
    at += bytesRead;
  }
}
