import { Controller } from '@nestjs/common';
import { Operation, type Reply } from '../../common/operation/index.js';
import { unavailable } from '../../common/problem/index.js';
import { ORCHESTRATOR } from './operation-request.js';

/** The platforms that this orchestrator knows. */
@Controller()
export class OrchestratedPlatformsController {
  @Operation(ORCHESTRATOR, 'orchestratedPlatformsGet')
  orchestratedPlatformsGet(): Reply {
    throw unavailable('To come.');
  }

  @Operation(ORCHESTRATOR, 'orchestratedPlatformGet')
  orchestratedPlatformGet(): Reply {
    throw unavailable('To come.');
  }

  @Operation(ORCHESTRATOR, 'orchestratedPlatformPut')
  orchestratedPlatformPut(): Reply {
    throw unavailable('To come.');
  }

  @Operation(ORCHESTRATOR, 'orchestratedPlatformDelete')
  orchestratedPlatformDelete(): Reply {
    throw unavailable('To come.');
  }
}
