export { ApiRoot, type Link } from './api-root.js';
export { withoutSlash } from './without-slash.js';
