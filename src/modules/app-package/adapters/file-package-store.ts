import { createHash } from 'node:crypto';
import { statSync } from 'node:fs';
import { type FileHandle, mkdir, open, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import { ConfigurationError, Settings } from '../../../config/index.js';
import { syncFolder } from '../../common/files/index.js';
import { invalid, notFound, Problem } from '../../common/problem/index.js';
import type { StoredContent } from '../domain/app-package.js';
import { MOST_PACKAGE_BYTES } from '../domain/package-limits.js';
import { type ByteRange, PackageStore } from '../domain/package-store.js';
import type { PackageArchive } from '../domain/reading/package-archive.js';
import { ZipArchive } from './zip-archive.js';

/** Keeps each content as a file in a folder of its own. */
@Injectable()
export class FilePackageStore extends PackageStore {
  private readonly folder: string;

  /** @throws ConfigurationError if MEC_DATA_DIR is something else than a folder */
  constructor({ dataFolder }: Settings) {
    super();
    if (statSync(dataFolder, { throwIfNoEntry: false })?.isDirectory() === false) throw new ConfigurationError([`MEC_DATA_DIR ${dataFolder} is no folder.`]);
    this.folder = join(dataFolder, 'packages');
  }

  override async receive(appPkgId: string, content: AsyncIterable<Buffer>, algorithm: string): Promise<StoredContent> {
    const folder = join(this.folder, appPkgId);
    const unfinished = join(folder, 'content.zip.part');
    await mkdir(folder, { recursive: true });
    const file = await open(unfinished, 'w');
    try {
      const stored = await write(file, content, algorithm);
      await file.sync();
      await rename(unfinished, this.file(appPkgId));
      await syncFolder(folder);
      return stored;
    } finally {
      await file.close();
    }
  }

  override archive(appPkgId: string): Promise<PackageArchive> {
    return ZipArchive.open(this.file(appPkgId)).catch((error: unknown) => refuse(appPkgId, error));
  }

  override async read(appPkgId: string, range?: ByteRange): Promise<Readable> {
    const file = await open(this.file(appPkgId)).catch((error: unknown) => refuse(appPkgId, error));
    return file.createReadStream(range);
  }

  override async remove(appPkgId: string): Promise<void> {
    await rm(join(this.folder, appPkgId), { recursive: true, force: true });
  }

  private file(appPkgId: string): string {
    return join(this.folder, appPkgId, 'content.zip');
  }
}

/** @throws Problem 404 if the file is not there, anything else as it is */
function refuse(appPkgId: string, error: unknown): never {
  throw (error as NodeJS.ErrnoException).code === 'ENOENT' ? notFound(`The content of the application package ${appPkgId} is not there any more.`) : error;
}

async function write(file: FileHandle, content: AsyncIterable<Buffer>, algorithm: string): Promise<StoredContent> {
  const hash = createHash(algorithm);
  let size = 0;
  for await (const chunk of content) {
    size += chunk.length;
    if (size > MOST_PACKAGE_BYTES) throw new Problem(413, `The package is larger than ${MOST_PACKAGE_BYTES} bytes.`);
    hash.update(chunk);
    await file.writeFile(chunk);
  }
  if (size === 0) throw invalid('The content of the package is empty.');
  return { size, hash: hash.digest('hex') };
}
