import { failpoints } from '../../../common/failpoints/index.js';

/** Where a process may die while a decision is recorded. */
export const DECISION_STEPS = failpoints('placement', ['before-record-decision', 'after-record-decision']);
