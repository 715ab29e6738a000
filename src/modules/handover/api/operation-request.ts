import type { Operations } from '../../../generated/operations.js';
import type { OperationRequest } from '../../common/operation/index.js';

export const MP3 = 'mp3';
export const HANDOVER = 'handover';

export type Mp3Request<Id extends keyof Operations[typeof MP3]> = OperationRequest<typeof MP3, Id>;
export type HandoverRequest<Id extends keyof Operations[typeof HANDOVER]> = OperationRequest<typeof HANDOVER, Id>;
