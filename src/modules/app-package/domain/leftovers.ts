import { Injectable } from '@nestjs/common';
import { Clock } from '../../common/clock/index.js';
import { Lifecycle } from '../../common/lifecycle/index.js';
import { log } from '../../common/log/index.js';
import { startRounds } from '../../common/rounds/index.js';
import { type Transaction, UnitOfWork } from '../../common/unit-of-work/index.js';
import type { AppPackage } from './app-package.js';
import { PackageImages } from './package-images.js';
import { type Leftover, PackageRepository } from './package-repository.js';
import { PackageStore } from './package-store.js';
import { WorkUnderWay } from './work-under-way.js';

const EVERY_MS = 60_000;

/** Files and images of packages that have gone. They are noted with the end of the package, so that they go whatever happens after it. */
@Injectable()
export class Leftovers {
  constructor(
    private readonly repository: PackageRepository,
    private readonly store: PackageStore,
    private readonly images: PackageImages,
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

  private async clearAll(): Promise<void> {
    for (const leftover of await this.repository.leftovers()) await this.tryToClear(leftover);
  }

  private async tryToClear({ appPkgId, images }: Leftover): Promise<void> {
    try {
      if (images) await this.images.remove(images);
      await this.store.remove(appPkgId);
      await this.unitOfWork.run((transaction) => this.repository.forgetLeftover(transaction, appPkgId));
    } catch (error) {
      log.warn({ err: error, appPkgId }, 'What a package has left could not be removed; trying again later.');
    }
  }
}
