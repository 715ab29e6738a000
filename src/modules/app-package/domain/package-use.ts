import { Injectable } from '@nestjs/common';
import { conflict } from '../../common/problem/index.js';
import type { Transaction } from '../../common/unit-of-work/index.js';
import { type OnboardedPackage, requireOnboarded } from './app-package.js';
import { AppPackages } from './app-packages.js';
import { PackageRepository } from './package-repository.js';

/** Who uses which package: as long as somebody does, it is IN_USE and stays (MEC 010-2, 6.2.3.3). */
@Injectable()
export class PackageUse {
  constructor(
    private readonly packages: AppPackages,
    private readonly repository: PackageRepository,
  ) {}

  /**
   * An application instance begins to use a package; again does nothing.
   * @param id of the package, or of its descriptor
   * @throws Problem 404, or 409 unless it is ONBOARDED and ENABLED
   */
  async take(transaction: Transaction, id: string, appInstanceId: string): Promise<OnboardedPackage> {
    const appPackage = requireOnboarded(await this.packages.lock(transaction, id));
    if (appPackage.operationalState !== 'ENABLED') throw conflict(`The application package ${appPackage.appPkgId} is DISABLED.`);
    await this.repository.addUse(transaction, appPackage.appPkgId, appInstanceId);
    return appPackage;
  }

  /** The application instance does not use it any longer; again does nothing. */
  async release(transaction: Transaction, appPkgId: string, appInstanceId: string): Promise<void> {
    await this.repository.removeUse(transaction, appPkgId, appInstanceId);
  }
}
