import { Injectable } from '@nestjs/common';
import { toTimeStamp } from '../../common/clock/index.js';
import { LifecycleLinks } from '../domain/lifecycle-links.js';
import type { LifecycleOperation } from '../domain/operation/lifecycle-operation.js';
import type { AppLcmOpOcc } from '../domain/types.js';

/** How operations are shown. */
@Injectable()
export class OperationRepresentation {
  constructor(private readonly links: LifecycleLinks) {}

  /** All attributes of the operation (MEC 010-2, 6.2.2.13). */
  occurrence(operation: LifecycleOperation): AppLcmOpOcc {
    const { appLcmOpOccId, appInstanceId, operationState, lcmOperation, params, cancellation, error, startedAt, stateEnteredAt } = operation;
    return {
      id: appLcmOpOccId,
      operationState,
      stateEnteredTime: toTimeStamp(stateEnteredAt),
      startTime: toTimeStamp(startedAt),
      lcmOperation,
      operationParams: { ...params },
      isCancelPending: cancellation !== undefined,
      ...(cancellation && { cancelMode: cancellation }),
      ...(error && { error: { ...error } }),
      _links: { self: { href: this.links.operation(appLcmOpOccId) }, appInstance: { href: this.links.instance(appInstanceId) } },
    };
  }
}
