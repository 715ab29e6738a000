import { Injectable } from '@nestjs/common';
import { log } from '../../common/log/index.js';
import { conflict } from '../../common/problem/index.js';
import type { AppPackage, OnboardedContents } from './app-package.js';
import { isSameHash } from './checksums.js';
import { Leftovers } from './leftovers.js';
import { PackageImages } from './package-images.js';
import { PackageRepository } from './package-repository.js';
import { PackageStore } from './package-store.js';
import { broken } from './reading/broken.js';
import type { PackageArchive } from './reading/package-archive.js';
import type { PackageContents } from './reading/package-contents.js';
import { PackageReader } from './reading/package-reader.js';

/** Finds out whether a content is what was announced, what is in it, and puts its images in place. */
@Injectable()
export class Examination {
  constructor(
    private readonly repository: PackageRepository,
    private readonly store: PackageStore,
    private readonly reader: PackageReader,
    private readonly images: PackageImages,
    private readonly leftovers: Leftovers,
  ) {}

  /** Doing it again changes nothing. @throws Problem that says why the package cannot be onboarded, and the reason of `signal` */
  async of(appPackage: AppPackage, signal: AbortSignal): Promise<OnboardedContents> {
    requireChecksum(appPackage);
    const archive = await this.store.archive(appPackage.appPkgId);
    try {
      const contents = await this.reader.read(archive, signal);
      await this.requireUnique(appPackage, contents);
      return { ...contents, loaded: await this.load(archive, contents, signal) };
    } finally {
      archive.close();
    }
  }

  /** Whoever breaks it off, the end of the platform or of the package, sees to the images: they are loaded again, or go with the package. */
  private async load(archive: PackageArchive, { appD: { appDId }, images }: PackageContents, signal: AbortSignal): Promise<OnboardedContents['loaded']> {
    try {
      return await this.images.load(archive, appDId, images, signal);
    } catch (error) {
      const left = { appDId, imageIds: images.map(({ id }) => id) };
      if (!signal.aborted) await this.leftovers.clearImages(left).catch((failure: unknown) => log.warn({ err: failure, ...left }, 'Images of a package that is not onboarded stay.'));
      throw error;
    }
  }

  /** MEC 010-2, 6.2.1.2: the id of a descriptor is globally unique. */
  private async requireUnique({ appPkgId }: AppPackage, { appD: { appDId } }: PackageContents): Promise<void> {
    const other = await this.repository.find(appDId);
    if (other && other.appPkgId !== appPkgId) throw conflict(`The application package ${other.appPkgId} goes by the appDId ${appDId} already.`);
  }
}

function requireChecksum({ checksum: { algorithm, hash }, content }: AppPackage): void {
  const found = content!.hash;
  if (!isSameHash(hash, found)) throw broken(`The package has the ${algorithm} ${found}; it was announced with ${hash.toLowerCase()}.`);
}
