import { Controller } from '@nestjs/common';
import { Operation, type Reply } from '../../common/operation/index.js';
import { unavailable } from '../../common/problem/index.js';
import { HANDOVER } from './operation-request.js';

/** What makes this platform begin a handover. */
@Controller()
export class DetectionController {
  @Operation(HANDOVER, 'detectionGet')
  detectionGet(): Reply {
    throw unavailable('To come.');
  }

  @Operation(HANDOVER, 'detectionPut')
  detectionPut(): Reply {
    throw unavailable('To come.');
  }
}
