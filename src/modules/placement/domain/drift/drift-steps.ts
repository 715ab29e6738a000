import type { DriftAction, DriftStep } from '../types.js';

/** What tasks do, in order. A step that was broken off is done again from its beginning. */
export const DRIFT_STEPS = {
  DEPLOY: ['ADMISSION', 'IMAGES', 'CREATION', 'START', 'CHECK', 'REGISTRATION'],
  DESTROY: ['DEREGISTRATION', 'REMOVAL'],
} as const satisfies Record<DriftAction, readonly DriftStep[]>;
