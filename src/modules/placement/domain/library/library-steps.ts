import { failpoints } from '../../../common/failpoints/index.js';

/** Where a process may die while the library changes. */
export const LIBRARY_STEPS = failpoints('placement', ['after-blobs', 'after-record-image', 'after-remove-image', 'after-index', 'after-sweep']);
