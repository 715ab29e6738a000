import { isoTime } from '../../../common/clock/index.js';
import type { TaskRepresentation } from '../types.js';
import type { Task } from '../world/world-items.js';
import { DRIFT_STEPS } from './drift-steps.js';

const WHOLE = 100;

/** Percent of its steps that are done. */
function progressOf({ action, state, step }: Task): number {
  const steps: readonly Task['step'][] = DRIFT_STEPS[action];
  return state === 'DONE' ? WHOLE : Math.floor((steps.indexOf(step) / steps.length) * WHOLE);
}

/** A task as the document shows it. */
export function taskView(task: Task): TaskRepresentation {
  const { position: _position, nextTryAt, createdAt, endedAt, tries, reason, detail, registrationLeft, ...said } = task;
  return {
    ...said,
    progress: progressOf(task),
    tries,
    ...(nextTryAt !== undefined && { nextTryAt: isoTime(nextTryAt) }),
    ...(reason !== undefined && { reason }),
    ...(detail !== undefined && { detail }),
    ...(registrationLeft !== undefined && { registrationLeft }),
    createdAt: isoTime(createdAt),
    ...(endedAt !== undefined && { endedAt: isoTime(endedAt) }),
  };
}
