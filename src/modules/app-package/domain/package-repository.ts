import type { Transaction } from '../../common/unit-of-work/index.js';
import type { AppPackage } from './app-package.js';
import type { LoadedImages } from './loaded-images.js';
import type { OnboardingState } from './types.js';

/** Files and images that have to go, since their package has gone. */
export interface Leftover {
  appPkgId: string;
  images?: LoadedImages;
}

/** Where packages are kept. A package is found by its own id and, once it is ONBOARDED, by that of its descriptor. */
export abstract class PackageRepository {
  /** Oldest first. */
  abstract all(): Promise<AppPackage[]>;
  abstract find(id: string): Promise<AppPackage | undefined>;
  /** Oldest first. */
  abstract inState(state: OnboardingState): Promise<AppPackage[]>;
  /** Reads it; nobody else can change or use it before the unit of work is over. */
  abstract lock(transaction: Transaction, id: string): Promise<AppPackage | undefined>;
  /** Answers false, and does nothing, if there is one of this name and version. */
  abstract insert(transaction: Transaction, appPackage: AppPackage): Promise<boolean>;
  abstract update(transaction: Transaction, appPackage: AppPackage): Promise<void>;
  abstract remove(transaction: Transaction, appPkgId: string): Promise<void>;

  /** Records that an application instance uses the package; again does nothing. */
  abstract addUse(transaction: Transaction, appPkgId: string, appInstanceId: string): Promise<void>;
  abstract removeUse(transaction: Transaction, appPkgId: string, appInstanceId: string): Promise<void>;

  abstract leftovers(): Promise<Leftover[]>;
  abstract addLeftover(transaction: Transaction, leftover: Leftover): Promise<void>;
  abstract forgetLeftover(transaction: Transaction, appPkgId: string): Promise<void>;
}
