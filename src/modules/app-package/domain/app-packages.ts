import { Injectable } from '@nestjs/common';
import { v7 as newId } from 'uuid';
import { Clock } from '../../common/clock/index.js';
import { EventLog } from '../../common/events/index.js';
import { Failpoints } from '../../common/failpoints/index.js';
import { conflict, impossible, notFound } from '../../common/problem/index.js';
import { type Transaction, UnitOfWork } from '../../common/unit-of-work/index.js';
import { type AppPackage, isOnboarded, PACKAGE_CHANGED, requireOnboarded, summaryOf, usageStateOf } from './app-package.js';
import { hashName, KNOWN_ALGORITHMS } from './checksums.js';
import { Leftovers } from './leftovers.js';
import { PackageRepository } from './package-repository.js';
import { packageOperation } from './package-states.js';
import { STEPS } from './steps.js';
import type { CreateAppPkg, OperationalState } from './types.js';

/** Throws where a package is not the one that the client takes it for. */
type Verify = (present: AppPackage) => void;

/** The application packages of the platform (MEC 010-2, 7.3). A package is named by its own id or by that of its descriptor. */
@Injectable()
export class AppPackages {
  constructor(
    private readonly repository: PackageRepository,
    private readonly leftovers: Leftovers,
    private readonly eventLog: EventLog,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly failpoints: Failpoints,
  ) {}

  /** Oldest first. */
  all(): Promise<AppPackage[]> {
    return this.repository.all();
  }

  /** In whatever state it is. Undefined if there is none. @param id appPkgId or, of one that is ONBOARDED, appDId */
  find(id: string): Promise<AppPackage | undefined> {
    return this.repository.find(id);
  }

  /** @throws Problem 404 */
  async require(id: string): Promise<AppPackage> {
    const found = await this.repository.find(id);
    if (!found) throw unknownPackage(id);
    return found;
  }

  /** As `require`, and nobody else can change or use it before the unit of work is over. @throws Problem 404 */
  async lock(transaction: Transaction, id: string): Promise<AppPackage> {
    const found = await this.repository.lock(transaction, id);
    if (!found) throw unknownPackage(id);
    return found;
  }

  /** @throws Problem 422 if the platform cannot verify the checksum, 409 if there is one of this name and version */
  async create({ appPkgName, appPkgVersion, appProvider, checksum, userDefinedData }: CreateAppPkg): Promise<AppPackage> {
    if (!hashName(checksum.algorithm)) throw impossible(`The body/checksum/algorithm is ${checksum.algorithm}; the platform knows ${KNOWN_ALGORITHMS}.`);
    const appPackage: AppPackage = {
      appPkgId: newId(),
      name: appPkgName,
      version: appPkgVersion,
      ...(appProvider !== undefined && { provider: appProvider }),
      checksum: { algorithm: checksum.algorithm, hash: checksum.hash },
      ...(userDefinedData && { userDefinedData }),
      onboardingState: 'CREATED',
      operationalState: 'DISABLED',
      inUse: false,
      createdAt: this.clock.now(),
    };
    await this.unitOfWork.run(async (transaction) => {
      if (!(await this.repository.insert(transaction, appPackage))) throw conflict(`There is an application package ${appPkgName} of version ${appPkgVersion} already.`);
    });
    return appPackage;
  }

  /** Enables or disables it; what runs goes on. @throws Problem 404, 409 if it is not ONBOARDED or in this state already, and what `verify` throws */
  setOperationalState(id: string, operationalState: OperationalState, verify: Verify): Promise<AppPackage> {
    return this.unitOfWork.run(async (transaction) => {
      const present = await this.lock(transaction, id);
      verify(present);
      const before = requireOnboarded(present);
      const changed = { ...before, operationalState: packageOperation.next(before.operationalState, operationalState === 'ENABLED' ? 'be enabled' : 'be disabled') };
      await this.repository.update(transaction, changed);
      await this.eventLog.append(transaction, PACKAGE_CHANGED, { change: operationalState, appPackage: summaryOf(changed) });
      return changed;
    });
  }

  /** @throws Problem 404, 409 if it is ONBOARDED and ENABLED or IN_USE, and what `verify` throws */
  async delete(id: string, verify: Verify): Promise<void> {
    this.failpoints.reach(STEPS['before-deletion']);
    const { appPkgId } = await this.unitOfWork.run(async (transaction) => {
      const present = await this.lock(transaction, id);
      verify(present);
      await this.remove(transaction, present);
      return present;
    });
    this.failpoints.reach(STEPS['after-deletion']);
    await this.leftovers.clear(appPkgId);
  }

  private async remove(transaction: Transaction, appPackage: AppPackage): Promise<void> {
    const { appPkgId, operationalState } = appPackage;
    if (isOnboarded(appPackage)) {
      const usageState = usageStateOf(appPackage);
      if (operationalState === 'ENABLED' || usageState === 'IN_USE')
        throw conflict(`The application package is ${operationalState} and ${usageState}; only one that is DISABLED and NOT_IN_USE can be deleted.`);
      await this.eventLog.append(transaction, PACKAGE_CHANGED, { change: 'DELETED', appPackage: summaryOf(appPackage) });
    }
    await this.leftovers.note(transaction, appPackage);
    await this.repository.remove(transaction, appPkgId);
  }
}

const unknownPackage = (id: string) => notFound(`There is no application package ${id}.`);
