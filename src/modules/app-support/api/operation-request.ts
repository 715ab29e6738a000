import type { Operations } from '../../../generated/operations.js';
import type { OperationRequest } from '../../common/operation/index.js';

/** MEC 011 application support, served to applications. */
export const APP_SUPPORT = 'mec011-app-support';

/** Our own contract for platform managers. */
export const MM5 = 'mm5';

export type AppSupportRequest<Id extends keyof Operations[typeof APP_SUPPORT]> = OperationRequest<typeof APP_SUPPORT, Id>;
export type Mm5Request<Id extends keyof Operations[typeof MM5]> = OperationRequest<typeof MM5, Id>;
