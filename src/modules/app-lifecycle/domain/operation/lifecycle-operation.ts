import { topic } from '../../../common/events/index.js';
import type { ProblemDocument } from '../../../common/problem/index.js';
import type { InstanceSummary } from '../instance/lifecycle-instance.js';
import type {
  ConfigPlatformForAppRequest, InstantiateAppRequest, InterfaceAddress, LcmOperation, LcmOperationState, OperateAppRequest, TerminateAppRequest,
} from '../types.js';
import type { Cancellation } from './cancellation.js';

/** The operations with their requests. */
export type OperationRequest =
  | { lcmOperation: 'INSTANTIATE'; params: InstantiateAppRequest }
  | { lcmOperation: 'OPERATE'; params: OperateAppRequest }
  | { lcmOperation: 'TERMINATE'; params: TerminateAppRequest }
  | { lcmOperation: 'CONFIGURE_PLATFORM_FOR_APP'; params: ConfigPlatformForAppRequest };

/** What one step finds out and a later one needs. */
export interface Findings {
  /** What the engine calls the images, by their ids. */
  images?: Record<string, string>;
  addresses?: InterfaceAddress[];
}

/** An operation on an application instance, under way or over (the standard's operation occurrence). */
export type LifecycleOperation = OperationRequest & {
  appLcmOpOccId: string;
  appInstanceId: string;
  operationState: LcmOperationState;
  /** Number of the step that is next, or under way. */
  step: number;
  findings: Findings;
  /** Present while it is being cancelled. */
  cancellation?: Cancellation;
  /** Why it is FAILED or FAILED_TEMP. */
  error?: ProblemDocument;
  /** Milliseconds since 1970. */
  startedAt: number;
  stateEnteredAt: number;
};

/** An operation has entered a state. */
export interface OperationChange {
  operation: { appLcmOpOccId: string; lcmOperation: LcmOperation; operationState: LcmOperationState };
  instance: InstanceSummary;
}

export const OPERATION_CHANGED = topic<OperationChange>('app-lifecycle.operation');
