import { failpoints } from '../failpoints/index.js';

/** Where a test can let the process die. */
export const STEPS = failpoints('unit-of-work', ['before-commit', 'after-commit']);
