import type { DriftTaskState } from '../types.js';

/** States in which a task does nothing any more; a deployment has one task at most that is in none of them. */
export const OVER: ReadonlySet<DriftTaskState> = new Set<DriftTaskState>(['DONE', 'FAILED', 'CANCELLED']);
