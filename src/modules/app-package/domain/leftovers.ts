import { Injectable } from '@nestjs/common';
import { v7 as newId } from 'uuid';
import { Clock } from '../../common/clock/index.js';
import { Lifecycle } from '../../common/lifecycle/index.js';
import { log } from '../../common/log/index.js';
import { Problem } from '../../common/problem/index.js';
import { startRounds } from '../../common/rounds/index.js';
import { type Transaction, UnitOfWork } from '../../common/unit-of-work/index.js';
import { RuntimeUnavailable } from '../../container-runtime/index.js';
import type { AppPackage } from './app-package.js';
import type { LoadedImages } from './loaded-images.js';
import { PackageImages } from './package-images.js';
import { type Leftover, PackageRepository } from './package-repository.js';
import { PackageStore } from './package-store.js';
import { PackageReader } from './reading/package-reader.js';
import { WorkUnderWay } from './work-under-way.js';

const EVERY_MS = 60_000;

/** Files and images of packages that have gone. They are noted with the end of the package, so that they go whatever happens after it. */
@Injectable()
export class Leftovers {
  constructor(
    private readonly repository: PackageRepository,
    private readonly store: PackageStore,
    private readonly images: PackageImages,
    private readonly reader: PackageReader,
    private readonly work: WorkUnderWay,
    private readonly unitOfWork: UnitOfWork,
    clock: Clock,
    lifecycle: Lifecycle,
  ) {
    lifecycle.on('effect', () => this.clearAll());
    startRounds(clock, lifecycle, { everyMs: EVERY_MS, work: () => this.clearAll(), complaint: 'What packages have left could not be looked for; trying again.' });
  }

  async note(transaction: Transaction, { appPkgId, contents }: AppPackage): Promise<void> {
    const images = contents && { appDId: contents.appD.appDId, imageIds: contents.images.map(({ id }) => id) };
    await this.repository.addLeftover(transaction, { appPkgId, ...(images && { images }) });
  }

  /** Breaks off what is under way for the package, and removes what it has left. What cannot be removed now is removed later. */
  async clear(appPkgId: string): Promise<void> {
    await this.work.breakOff(appPkgId);
    const found = (await this.repository.leftovers()).find((leftover) => leftover.appPkgId === appPkgId);
    if (found) await this.tryToClear(found);
  }

  /** Removes the images of a package that is not onboarded, now or later. */
  async clearImages(images: LoadedImages): Promise<void> {
    const leftover = { appPkgId: newId(), images };
    await this.unitOfWork.run((transaction) => this.repository.addLeftover(transaction, leftover));
    await this.tryToClear(leftover);
  }

  /** An engine that does not answer is asked once only: each time takes long. */
  private async clearAll(): Promise<void> {
    let answers = true;
    for (const leftover of await this.repository.leftovers()) if (answers || !leftover.images) answers = (await this.tryToClear(leftover)) && answers;
  }

  /** Answers whether the engine does. */
  private async tryToClear({ appPkgId, images }: Leftover): Promise<boolean> {
    try {
      const loaded = images ?? (await this.imagesIn(appPkgId));
      if (loaded) await this.removeImages(loaded);
      await this.store.remove(appPkgId);
      await this.unitOfWork.run((transaction) => this.repository.forgetLeftover(transaction, appPkgId));
      return true;
    } catch (error) {
      log.warn({ err: error, appPkgId }, 'What a package has left could not be removed; trying again later.');
      return !(error instanceof RuntimeUnavailable);
    }
  }

  /** Those of a content whose examination has not come to its end: it may have loaded them. Nothing if there is no such content. */
  private async imagesIn(appPkgId: string): Promise<LoadedImages | undefined> {
    try {
      const archive = await this.store.archive(appPkgId);
      return await this.reader.images(archive).finally(() => archive.close());
    } catch (error) {
      if (error instanceof Problem && error.status < 500) return undefined;
      throw error;
    }
  }

  /** Another package may go by this descriptor meanwhile, with images of the same names. */
  private async removeImages({ appDId, imageIds }: LoadedImages): Promise<void> {
    const other = await this.repository.find(appDId);
    const needed = new Set(other?.contents?.images.map(({ id }) => id));
    await this.images.remove({ appDId, imageIds: imageIds.filter((id) => !needed.has(id)) });
  }
}
