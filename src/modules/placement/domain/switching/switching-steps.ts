import { failpoints } from '../../../common/failpoints/index.js';

/** Where a process may die while a user is led to another copy; `after-move-rule` is when its traffic goes there, and that is not recorded yet. */
export const SWITCHING_STEPS = failpoints('placement', ['after-stage-rule', 'before-move-rule', 'after-move-rule', 'after-record-switch']);
