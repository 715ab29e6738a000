export { ApiRoot } from './api-root.js';
