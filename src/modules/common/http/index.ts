export { byteRange } from './byte-range.js';
export { entityTag, isFresh, requireMatch } from './etag.js';
export { pathOf } from './request-path.js';
