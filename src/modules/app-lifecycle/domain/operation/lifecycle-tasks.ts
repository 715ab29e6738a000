import { Injectable } from '@nestjs/common';
import { v7 as newId } from 'uuid';
import { PackageUse } from '../../../app-package/index.js';
import { Clock } from '../../../common/clock/index.js';
import { Failpoints } from '../../../common/failpoints/index.js';
import { refuseFaults } from '../../../common/problem/index.js';
import { type Transaction, UnitOfWork } from '../../../common/unit-of-work/index.js';
import { POINTS } from '../failpoints.js';
import { instanceStates } from '../instance/instance-states.js';
import type { LifecycleInstance } from '../instance/lifecycle-instance.js';
import { LifecycleInstances } from '../instance/lifecycle-instances.js';
import { configurationFaults, instantiateFaults, operateFaults, terminateFaults } from '../request-faults.js';
import type { ConfigPlatformForAppRequest, InstantiateAppRequest, OperateAppRequest, TerminateAppRequest } from '../types.js';
import { ChangeRecord } from './change-record.js';
import { Feasibility } from './feasibility.js';
import type { LifecycleOperation, OperationRequest } from './lifecycle-operation.js';
import { OperationWorker } from './operation-worker.js';
import { eventOf } from './outcome.js';

/** Credentials (accessInfo) are of no use here, and so they are not even kept. */
function withoutCredentials({ vimConnectionInfo, ...params }: InstantiateAppRequest): InstantiateAppRequest {
  if (!vimConnectionInfo) return params;
  const connections = Object.entries(vimConnectionInfo).map(([id, { accessInfo: _secret, ...connection }]) => [id, connection]);
  return { ...params, vimConnectionInfo: Object.fromEntries(connections) as NonNullable<typeof vimConnectionInfo> };
}

/** What clients let application instances do; each task begins an operation (MEC 010-2, 7.4.6 to 7.4.8 and 7.7.6). */
@Injectable()
export class LifecycleTasks {
  constructor(
    private readonly instances: LifecycleInstances,
    private readonly packageUse: PackageUse,
    private readonly feasibility: Feasibility,
    private readonly record: ChangeRecord,
    private readonly worker: OperationWorker,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly failpoints: Failpoints,
  ) {}

  /** @throws Problem 400, 404, 409 as every task, or if the package is DISABLED; 422 if this platform is the wrong one */
  instantiate(appInstanceId: string, params: InstantiateAppRequest): Promise<LifecycleOperation> {
    refuseFaults(instantiateFaults(params));
    return this.begin(appInstanceId, { lcmOperation: 'INSTANTIATE', params: withoutCredentials(params) });
  }

  /** @throws Problem 400, 404, 409 if its state forbids it or another operation is not over */
  terminate(appInstanceId: string, params: TerminateAppRequest): Promise<LifecycleOperation> {
    refuseFaults(terminateFaults(params));
    return this.begin(appInstanceId, { lcmOperation: 'TERMINATE', params });
  }

  /** @throws as `terminate` */
  operate(appInstanceId: string, params: OperateAppRequest): Promise<LifecycleOperation> {
    refuseFaults(operateFaults(params));
    return this.begin(appInstanceId, { lcmOperation: 'OPERATE', params });
  }

  /** @throws as `terminate` */
  configure(appInstanceId: string, params: ConfigPlatformForAppRequest): Promise<LifecycleOperation> {
    refuseFaults(configurationFaults(params));
    return this.begin(appInstanceId, { lcmOperation: 'CONFIGURE_PLATFORM_FOR_APP', params });
  }

  private async begin(appInstanceId: string, request: OperationRequest): Promise<LifecycleOperation> {
    this.failpoints.reach(POINTS['before-operation']);
    const now = this.clock.now();
    const operation: LifecycleOperation = {
      ...request,
      appLcmOpOccId: newId(),
      appInstanceId,
      operationState: 'STARTING',
      step: 0,
      findings: {},
      startedAt: now,
      stateEnteredAt: now,
    };
    await this.unitOfWork.run(async (transaction) => {
      const instance = await this.instances.lock(transaction, appInstanceId);
      await this.instances.requireNoOperation(transaction, appInstanceId);
      instanceStates.next(instance.state, eventOf(request));
      if (request.lcmOperation === 'INSTANTIATE') await this.takePackage(transaction, instance, request.params);
      await this.record.begun(transaction, operation, instance);
    });
    this.failpoints.reach(POINTS['after-operation-begun']);
    this.worker.begin(operation.appLcmOpOccId);
    return operation;
  }

  /** From now on the package is IN_USE, so that it stays as long as the operation needs it. */
  private async takePackage(transaction: Transaction, { appPkgId, appInstanceId }: LifecycleInstance, params: InstantiateAppRequest): Promise<void> {
    const { contents } = await this.packageUse.take(transaction, appPkgId, appInstanceId);
    this.feasibility.require(params, contents.appD);
  }
}
