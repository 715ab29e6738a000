import { createHash, randomUUID } from 'node:crypto';
import { type FileHandle, link, mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { syncFolder } from '../../../common/files/index.js';
import type { StoredFile } from '../../domain/library/library-image.js';
import { unlessAbsent } from './unless-absent.js';

/** Why a blob has no second name: it has gone, or the file system gives none. */
const NOT_LINKED = new Set(['ENOENT', 'EPERM', 'EMLINK', 'ENOTSUP', 'EOPNOTSUPP']);

/** A file beside the blobs that has not become one. */
export interface UnfinishedBlob extends StoredFile {
  path: string;
}

export const blobName = (digest: string): string => `blobs/${digest.replace(':', '/')}`;

/** The blobs of an OCI image layout: files that go by the SHA-256 digest of their content. */
export class BlobFolder {
  private readonly blobs: string;

  /** @param unfinished a folder on the same file system */
  constructor(
    private readonly root: string,
    private readonly unfinished: string,
  ) {
    this.blobs = join(root, 'blobs', 'sha256');
  }

  /** Writes a content to the disk, where it is no blob yet. @throws what `content` throws, with nothing left */
  async write(content: Iterable<Buffer> | AsyncIterable<Buffer>): Promise<UnfinishedBlob> {
    await mkdir(this.unfinished, { recursive: true });
    const path = this.part();
    const file = await open(path, 'wx');
    try {
      const written = await copy(content, file);
      await file.sync();
      return { path, ...written };
    } catch (error) {
      await rm(path, { force: true });
      throw error;
    } finally {
      await file.close();
    }
  }

  /** A second name of a blob, under which its content stays when it is swept; undefined if there is no such blob, or it can have none. */
  async hold(blob: StoredFile): Promise<UnfinishedBlob | undefined> {
    if (!(await this.has(blob))) return undefined;
    await mkdir(this.unfinished, { recursive: true });
    const path = this.part();
    try {
      await link(this.path(blob.digest), path);
      return { path, ...blob };
    } catch (error) {
      if (NOT_LINKED.has((error as NodeJS.ErrnoException).code ?? '')) return undefined;
      throw error;
    }
  }

  /** Makes it a blob, unless there is one already; the folder is to be synced before anything relies on that. */
  async take(written: UnfinishedBlob): Promise<void> {
    if (await this.has(written)) return;
    await mkdir(this.blobs, { recursive: true });
    await rename(written.path, this.path(written.digest));
  }

  async drop({ path }: UnfinishedBlob): Promise<void> {
    await rm(path, { force: true });
  }

  /** Whether there is such a blob, of this size. */
  async has({ digest, sizeBytes }: StoredFile): Promise<boolean> {
    const found = await stat(this.path(digest)).catch(unlessAbsent);
    return found?.size === sizeBytes;
  }

  open(digest: string): Promise<FileHandle> {
    return open(this.path(digest));
  }

  /** With the folders above, which may be new, too. */
  async sync(): Promise<void> {
    for (const folder of [this.blobs, dirname(this.blobs), this.root, dirname(this.root)]) await syncFolder(folder);
  }

  async sweep(needed: ReadonlySet<string>): Promise<void> {
    const names = (await readdir(this.blobs).catch(unlessAbsent)) ?? [];
    for (const name of names) if (!needed.has(`sha256:${name}`)) await rm(join(this.blobs, name), { recursive: true });
  }

  private part(): string {
    return join(this.unfinished, `${randomUUID()}.part`);
  }

  private path(digest: string): string {
    return join(this.root, blobName(digest));
  }
}

async function copy(content: Iterable<Buffer> | AsyncIterable<Buffer>, file?: FileHandle): Promise<StoredFile> {
  const hash = createHash('sha256');
  let sizeBytes = 0;
  for await (const piece of content) {
    sizeBytes += piece.length;
    hash.update(piece);
    await file?.writeFile(piece);
  }
  return { digest: `sha256:${hash.digest('hex')}`, sizeBytes };
}

/** Digest and size of a content that is not written. */
export const measured = (content: Iterable<Buffer> | AsyncIterable<Buffer>): Promise<StoredFile> => copy(content);
