export { Errand } from './errand.js';
export { backoff } from './pauses.js';
