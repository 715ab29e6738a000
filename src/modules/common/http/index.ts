export { jsonIn, textUpTo } from './answer-content.js';
export { byteRange } from './byte-range.js';
export { connectionFailure } from './connection-failure.js';
export { entityTag, isFresh, requireMatch, requireNoneMatch } from './etag.js';
export { pathOf } from './request-path.js';
