import { randomUUID } from 'node:crypto';
import { type FileHandle, mkdir, open, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

/** A file with this content, which goes when it is closed or the process ends, whatever ends it: no folder knows it any more. */
export async function namelessFile(folder: string, content: Readable, signal?: AbortSignal): Promise<FileHandle> {
  const path = join(folder, `.${randomUUID()}`);
  await mkdir(folder, { recursive: true });
  const file = await open(path, 'wx+');
  try {
    await rm(path);
    await pipeline(content, file.createWriteStream({ autoClose: false }), { ...(signal && { signal }) });
    return file;
  } catch (error) {
    await file.close();
    throw signal?.aborted ? signal.reason : error;
  }
}
