import { Injectable } from '@nestjs/common';
import { type AppD, AppPackages, isOnboarded } from '../../app-package/index.js';
import { Descriptors } from '../../granting/index.js';

/** The descriptors of the packages that are ONBOARDED. */
@Injectable()
export class PackagedDescriptors extends Descriptors {
  constructor(private readonly packages: AppPackages) {
    super();
  }

  /** Packages are found by their own ids, too; those are no descriptors. */
  override async find(appDId: string): Promise<AppD | undefined> {
    const found = await this.packages.find(appDId);
    const appD = found && isOnboarded(found) ? found.contents.appD : undefined;
    return appD?.appDId === appDId ? appD : undefined;
  }
}
