import { failpoints } from '../../../common/failpoints/index.js';

/** Where a process may die while an application changes. */
export const APPLICATION_STEPS = failpoints('placement', ['after-artefacts']);
