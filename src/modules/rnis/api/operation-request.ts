import type { Operations } from '../../../generated/operations.js';
import type { OperationRequest } from '../../common/operation/index.js';

export const DOCUMENT = 'mec012-rni';

export type Request<Id extends keyof Operations[typeof DOCUMENT]> = OperationRequest<typeof DOCUMENT, Id>;
