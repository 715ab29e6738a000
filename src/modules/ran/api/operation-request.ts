import type { Operations } from '../../../generated/operations.js';
import type { OperationRequest } from '../../common/operation/index.js';

/** Our own contract for operators of the radio network. */
export const DOCUMENT = 'ran';

export type Request<Id extends keyof Operations[typeof DOCUMENT]> = OperationRequest<typeof DOCUMENT, Id>;
