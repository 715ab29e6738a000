import { requireMatch, requireNoneMatch } from '../http/index.js';
import { represent } from './representation.js';

/**
 * The preconditions of a write, If-Match before If-None-Match (RFC 9110, 13.2.2), for something that is shown as it is; undefined if it is not there yet.
 * What is returned checks them. @throws Problem 412, or 400 if a header is malformed
 */
export const matching =
  (ifMatch: string | undefined, ifNoneMatch?: string) =>
  (current: unknown): void => {
    if (ifMatch === undefined && ifNoneMatch === undefined) return;
    const etag = current === undefined ? undefined : represent(current).etag;
    requireMatch(ifMatch, etag);
    requireNoneMatch(ifNoneMatch, etag);
  };
