import type { FileHandle } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { log } from '../../../common/log/index.js';
import { filePieces, type TarContent, tarOf } from '../../../common/tar/index.js';
import { type BlobFolder, blobName } from './blob-folder.js';

async function closeAll(files: FileHandle[]): Promise<void> {
  const ends = await Promise.allSettled(files.map((file) => file.close()));
  for (const end of ends) if (end.status === 'rejected') log.warn({ err: end.reason as unknown }, 'A file of the library could not be closed.');
}

/** A tar file with these documents and blobs. The blobs are open at once, so that none can be removed before its turn. @throws Error if one is not there */
export async function archiveOf(documents: ReadonlyMap<string, Buffer>, digests: string[], blobs: BlobFolder): Promise<Readable> {
  const files: FileHandle[] = [];
  const contents: TarContent[] = [...documents].map(([name, content]) => ({ name, size: content.length, content: [content] }));
  try {
    for (const digest of digests) {
      const file = await blobs.open(digest);
      files.push(file);
      const { size } = await file.stat();
      contents.push({ name: blobName(digest), size, content: filePieces(file, 0, size) });
    }
  } catch (error) {
    await closeAll(files);
    throw error;
  }
  return Readable.from(tarOf(contents), { objectMode: false }).once('close', () => void closeAll(files));
}
