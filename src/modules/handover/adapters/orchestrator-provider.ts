import type { Provider } from '@nestjs/common';
import { Settings } from '../../../config/index.js';
import { Clock } from '../../common/clock/index.js';
import { ApiDocuments } from '../../common/operation/index.js';
import { PlatformDirectory } from '../../orchestrator/index.js';
import { Orchestrator } from '../domain/ports/orchestrator.js';
import { HttpOrchestratorClient } from './http-orchestrator-client.js';
import { OwnOrchestrator } from './own-orchestrator.js';

/** The one that MEC_ORCHESTRATOR_URL names, else this platform itself. */
export const orchestratorProvider: Provider = {
  provide: Orchestrator,
  useFactory: ({ orchestratorUrl }: Settings, directory: PlatformDirectory, documents: ApiDocuments, clock: Clock) =>
    orchestratorUrl === undefined ? new OwnOrchestrator(directory) : new HttpOrchestratorClient(orchestratorUrl, documents, clock),
  inject: [Settings, PlatformDirectory, ApiDocuments, Clock],
};
