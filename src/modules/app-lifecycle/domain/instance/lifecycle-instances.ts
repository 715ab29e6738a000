import { Injectable } from '@nestjs/common';
import { v7 as newId } from 'uuid';
import { AppPackages, type OnboardedPackage, requireOnboarded } from '../../../app-package/index.js';
import { Clock } from '../../../common/clock/index.js';
import { EventLog } from '../../../common/events/index.js';
import { Failpoints } from '../../../common/failpoints/index.js';
import { conflict, impossible, notFound } from '../../../common/problem/index.js';
import { type Transaction, UnitOfWork } from '../../../common/unit-of-work/index.js';
import { PlatformIdentity } from '../../../platform/index.js';
import { POINTS } from '../failpoints.js';
import { OperationRepository } from '../operation/operation-repository.js';
import type { CreateAppInstanceRequest } from '../types.js';
import { InstanceRepository } from './instance-repository.js';
import { INSTANCE_CHANGED, type LifecycleInstance, summaryOf } from './lifecycle-instance.js';

/** Throws where an application instance is not the one that the client takes it for. */
type Verify = (present: LifecycleInstance) => void;

const unknownInstance = (appInstanceId: string) => notFound(`There is no application instance ${appInstanceId}.`);

/** The application instances of the platform, with resources or without (MEC 010-2, 7.4.1 and 7.4.2). */
@Injectable()
export class LifecycleInstances {
  constructor(
    private readonly repository: InstanceRepository,
    private readonly operations: OperationRepository,
    private readonly packages: AppPackages,
    private readonly identity: PlatformIdentity,
    private readonly eventLog: EventLog,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly failpoints: Failpoints,
  ) {}

  /** Oldest first. */
  all(): Promise<LifecycleInstance[]> {
    return this.repository.all();
  }

  /** As it is recorded, whatever its state. Undefined if there is none, or none any more. */
  find(appInstanceId: string): Promise<LifecycleInstance | undefined> {
    return this.repository.find(appInstanceId);
  }

  /** @throws Problem 404 */
  async require(appInstanceId: string): Promise<LifecycleInstance> {
    const found = await this.find(appInstanceId);
    if (!found) throw unknownInstance(appInstanceId);
    return found;
  }

  /** As `require`, and nobody else can change it before the unit of work is over. @throws Problem 404 */
  async lock(transaction: Transaction, appInstanceId: string): Promise<LifecycleInstance> {
    const found = await this.repository.lock(transaction, appInstanceId);
    if (!found) throw unknownInstance(appInstanceId);
    return found;
  }

  /** @throws Problem 422 if it is meant for another platform, 404 if there is no such descriptor, 409 if its package is DISABLED or not ONBOARDED */
  async create({ appDId, appInstanceName, appInstanceDescription, appPlacementInfo }: CreateAppInstanceRequest): Promise<LifecycleInstance> {
    if (appPlacementInfo && appPlacementInfo.mepId !== this.identity.id)
      throw impossible(`The body/appPlacementInfo/mepId is ${appPlacementInfo.mepId}; this platform is ${this.identity.id}.`);
    const created = await this.unitOfWork.run(async (transaction) => {
      const { appPkgId, contents } = await this.usablePackage(transaction, appDId);
      const { appProvider, appName, appSoftVersion, appDVersion } = contents.appD;
      const instance: LifecycleInstance = {
        appInstanceId: newId(),
        appPkgId,
        ...(appInstanceName !== undefined && { appInstanceName }),
        ...(appInstanceDescription !== undefined && { appInstanceDescription }),
        appDId,
        appProvider,
        appName,
        appSoftVersion,
        appDVersion,
        state: 'NOT_INSTANTIATED',
        addresses: [],
        createdAt: this.clock.now(),
      };
      await this.repository.insert(transaction, instance);
      await this.eventLog.append(transaction, INSTANCE_CHANGED, { change: 'CREATED', instance: summaryOf(instance) });
      return instance;
    });
    this.failpoints.reach(POINTS['after-creation-of-instance']);
    return created;
  }

  /** Its operations go with it. @throws Problem 404, 409 if it is INSTANTIATED or an operation on it is not over, and what `verify` throws */
  async delete(appInstanceId: string, verify: Verify): Promise<void> {
    this.failpoints.reach(POINTS['before-deletion-of-instance']);
    await this.unitOfWork.run(async (transaction) => {
      const instance = await this.lock(transaction, appInstanceId);
      verify(instance);
      await this.requireNoOperation(transaction, appInstanceId);
      if (instance.state !== 'NOT_INSTANTIATED') throw conflict(`The application instance is INSTANTIATED (${instance.state}); it has to be terminated first.`);
      await this.operations.removeAllOf(transaction, appInstanceId);
      await this.repository.remove(transaction, appInstanceId);
      await this.eventLog.append(transaction, INSTANCE_CHANGED, { change: 'DELETED', instance: summaryOf(instance) });
    });
    this.failpoints.reach(POINTS['after-deletion-of-instance']);
  }

  /** In a unit of work that has locked the application instance. @throws Problem 409 if an operation on it is not over */
  async requireNoOperation(transaction: Transaction, appInstanceId: string): Promise<void> {
    const open = await this.operations.open(transaction, appInstanceId);
    if (open) throw conflict(`The operation ${open.appLcmOpOccId} (${open.lcmOperation}) on the application instance is ${open.operationState}; one at a time.`);
  }

  private async usablePackage(transaction: Transaction, appDId: string): Promise<OnboardedPackage> {
    const appPackage = requireOnboarded(await this.packages.lock(transaction, appDId));
    // Packages are found by their own ids, too.
    if (appPackage.contents.appD.appDId !== appDId) throw notFound(`There is no descriptor ${appDId}.`);
    if (appPackage.operationalState !== 'ENABLED') throw conflict(`The application package ${appPackage.appPkgId} is DISABLED.`);
    return appPackage;
  }
}
