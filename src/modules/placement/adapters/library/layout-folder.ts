import { readFile, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { syncFolder } from '../../../common/files/index.js';
import type { BlobFolder } from './blob-folder.js';
import { unlessAbsent } from './unless-absent.js';

/** The documents at the root of an OCI image layout. */
export class LayoutFolder {
  constructor(
    private readonly root: string,
    private readonly blobs: BlobFolder,
  ) {}

  /** Whoever reads it meanwhile finds the old content or the new one. One that says this already is not written. */
  async write(name: string, content: Buffer): Promise<void> {
    if ((await this.read(name))?.equals(content)) return;
    const { path } = await this.blobs.write([content]);
    await rename(path, join(this.root, name));
    await syncFolder(this.root);
  }

  /** undefined if there is no such file */
  read(name: string): Promise<Buffer | undefined> {
    return readFile(join(this.root, name)).catch(unlessAbsent);
  }
}
