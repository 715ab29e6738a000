import { failpoints } from '../../common/failpoints/index.js';
import { STEP_NAMES } from './steps/step.js';

const AROUND_STEPS = STEP_NAMES.flatMap((name) => [`before-${name}`, `after-${name}`] as const);

/** Where a test can let the process die. */
export const POINTS = failpoints('app-lifecycle', [
  ...AROUND_STEPS,
  'after-creation-of-instance',
  'before-deletion-of-instance',
  'after-deletion-of-instance',
  'before-operation',
  'after-operation-begun',
  'after-completion',
  'before-failure',
  'after-failure',
]);
