import { randomUUID } from 'node:crypto';
import { type FileHandle, mkdir, open, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

/**
 * A file with this content, which goes when it is closed or the process ends, whatever ends it: no folder knows it any more.
 * @throws what the content or the disk fails with, or the reason of `signal`; then nothing is left
 */
export async function namelessFile(folder: string, content: Readable, signal?: AbortSignal): Promise<FileHandle> {
  const path = join(folder, `.${randomUUID()}`);
  await mkdir(folder, { recursive: true });
  const file = await open(path, 'wx+');
  try {
    await rm(path);
    // Not file.createWriteStream: a stream that leaves the file open keeps it from ever being closed.
    const write = async (pieces: AsyncIterable<Buffer>) => {
      for await (const piece of pieces) await file.appendFile(piece);
    };
    await pipeline(content, write, { ...(signal && { signal }) });
    return file;
  } catch (error) {
    await file.close();
    throw signal?.aborted ? signal.reason : error;
  }
}
