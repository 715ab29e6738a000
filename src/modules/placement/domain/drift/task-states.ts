import { StateMachine } from '../../../common/state-machine/index.js';
import type { DriftTaskState } from '../types.js';

type TaskEvent = 'begin' | 'finish' | 'pause' | 'wake' | 'fail' | 'retry' | 'cancel';

/** RUNNING is not left by a restart: what was under way goes on. */
export const taskStates = new StateMachine<DriftTaskState, TaskEvent>('drift task', {
  QUEUED: { begin: 'RUNNING', cancel: 'CANCELLED' },
  RUNNING: { finish: 'DONE', pause: 'PAUSED', fail: 'FAILED', cancel: 'CANCELLED' },
  PAUSED: { wake: 'QUEUED', fail: 'FAILED', cancel: 'CANCELLED' },
  FAILED: { retry: 'QUEUED' },
  DONE: {},
  CANCELLED: {},
});
