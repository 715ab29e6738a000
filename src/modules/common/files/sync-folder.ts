import { open } from 'node:fs/promises';

/** Writes a folder itself: a new name of a file in it survives a loss of power only so. @throws the error of the file system */
export async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder);
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
