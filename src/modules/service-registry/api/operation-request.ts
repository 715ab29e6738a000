import type { Operations } from '../../../generated/operations.js';
import type { OperationRequest } from '../../common/operation/index.js';

/** The document whose operations this module serves. */
export const DOCUMENT = 'mec011-service-management';

/** A checked request for one of its operations. */
export type Request<Id extends keyof Operations[typeof DOCUMENT]> = OperationRequest<typeof DOCUMENT, Id>;
