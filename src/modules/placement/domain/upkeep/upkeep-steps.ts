import { failpoints } from '../../../common/failpoints/index.js';

/** Where a process may die while it is seen to what is there. */
export const UPKEEP_STEPS = failpoints('placement', ['after-record-unused', 'after-record-findings', 'after-forget-cloud', 'after-forget-application', 'after-deregister-forgotten']);
