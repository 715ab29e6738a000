import { Controller } from '@nestjs/common';
import { Operation, type Reply } from '../../common/operation/index.js';
import { unavailable } from '../../common/problem/index.js';
import { ORCHESTRATOR } from './operation-request.js';

/** Base stations with the platforms that stand there. */
@Controller()
export class OrchestratedBaseStationsController {
  @Operation(ORCHESTRATOR, 'orchestratedBaseStationsGet')
  orchestratedBaseStationsGet(): Reply {
    throw unavailable('To come.');
  }

  @Operation(ORCHESTRATOR, 'orchestratedBaseStationGet')
  orchestratedBaseStationGet(): Reply {
    throw unavailable('To come.');
  }
}
