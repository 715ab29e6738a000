import type { Operations } from '../../../generated/operations.js';
import type { OperationRequest } from '../../common/operation/index.js';

/** MEC 010-2 application lifecycle management. */
export const DOCUMENT = 'mec010-2-app-lifecycle';

export type Request<Id extends keyof Operations[typeof DOCUMENT]> = OperationRequest<typeof DOCUMENT, Id>;
