import { failpoints } from '../../common/failpoints/index.js';

/** Where a test can let the process die. */
export const STEPS = failpoints('app-package', [
  'before-upload',
  'after-upload-begun',
  'after-content-stored',
  'after-content-received',
  'before-examination',
  'after-examination',
  'after-onboarding',
  'before-deletion',
  'after-deletion',
]);
