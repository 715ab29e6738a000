import { requireMatch } from '../../common/http/index.js';
import { represent } from '../../common/operation/index.js';

/** The precondition of If-Match for something that is shown as it is; undefined if it is not there yet. */
export const matching =
  (ifMatch: string | undefined) =>
  (current: unknown): void =>
    ifMatch === undefined ? undefined : requireMatch(ifMatch, current === undefined ? undefined : represent(current).etag);
