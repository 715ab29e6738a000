import { failpoints } from '../../../common/failpoints/index.js';
import { DRIFT_STEPS } from './drift-steps.js';
import type { DriftStep } from '../types.js';

type Around = `${'before' | 'after'}-${Lowercase<DriftStep>}`;

const AROUND_STEPS = Object.values(DRIFT_STEPS).flatMap((steps) => steps.flatMap((step) => [`before-${step.toLowerCase()}`, `after-${step.toLowerCase()}`] as Around[]));

/** Where a process may die while a task is carried out. */
export const DRIFT_POINTS = failpoints('placement', [...AROUND_STEPS, 'before-record-step', 'after-record-step', 'after-record-ready', 'before-record-removal', 'after-record-removal']);

/** Before the work of a step, or between the work and its recording. */
export const around = (when: 'before' | 'after', step: DriftStep) => DRIFT_POINTS[`${when}-${step.toLowerCase()}` as Around];
