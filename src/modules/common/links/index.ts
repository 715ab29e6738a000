export { ApiRoot, type Link } from './api-root.js';
