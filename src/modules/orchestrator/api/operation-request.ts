import type { Operations } from '../../../generated/operations.js';
import type { OperationRequest } from '../../common/operation/index.js';

export const ORCHESTRATOR = 'orchestrator';

export type OrchestratorRequest<Id extends keyof Operations[typeof ORCHESTRATOR]> = OperationRequest<typeof ORCHESTRATOR, Id>;
