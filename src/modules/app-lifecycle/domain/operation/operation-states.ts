import { StateMachine } from '../../../common/state-machine/index.js';
import type { LcmOperationState } from '../types.js';

/** `stumble`: it cannot go on at present, and may be retried; `be given up`: it cannot succeed. */
export type OperationEvent = 'be granted' | 'be rejected' | 'stumble' | 'complete' | 'be given up' | 'be retried' | 'be failed';

/** MEC 010-2, 6.2.2.13; MEC has no rollback. */
export const operationStates = new StateMachine<LcmOperationState, OperationEvent>('operation', {
  STARTING: { 'be granted': 'PROCESSING', 'be rejected': 'FAILED', stumble: 'FAILED_TEMP' },
  PROCESSING: { complete: 'COMPLETED', 'be given up': 'FAILED', stumble: 'FAILED_TEMP' },
  FAILED_TEMP: { 'be retried': 'PROCESSING', 'be failed': 'FAILED' },
  COMPLETED: {},
  FAILED: {},
});

/** It occupies its application instance: no other operation can begin. */
export const isOpen = (state: LcmOperationState): boolean => state !== 'COMPLETED' && state !== 'FAILED';
