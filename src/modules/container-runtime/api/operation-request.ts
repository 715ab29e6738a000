import type { Operations } from '../../../generated/operations.js';
import type { OperationRequest } from '../../common/operation/index.js';

/** Our own contract for those who operate the containers of a platform. */
export const DOCUMENT = 'runtime';

export type Request<Id extends keyof Operations[typeof DOCUMENT]> = OperationRequest<typeof DOCUMENT, Id>;
