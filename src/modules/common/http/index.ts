export { entityTag, isFresh, requireMatch } from './etag.js';
