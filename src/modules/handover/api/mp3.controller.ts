import { Controller } from '@nestjs/common';
import { Operation, type Reply } from '../../common/operation/index.js';
import { unavailable } from '../../common/problem/index.js';
import { MP3 } from './operation-request.js';

/** What the other platforms say (Mp3). */
@Controller()
export class Mp3Controller {
  @Operation(MP3, 'transferPut')
  transferPut(): Reply {
    throw unavailable('To come.');
  }

  @Operation(MP3, 'handoverStatusGet')
  handoverStatusGet(): Reply {
    throw unavailable('To come.');
  }

  @Operation(MP3, 'cancellationPut')
  cancellationPut(): Reply {
    throw unavailable('To come.');
  }

  @Operation(MP3, 'completionPut')
  completionPut(): Reply {
    throw unavailable('To come.');
  }

  @Operation(MP3, 'rejectionPut')
  rejectionPut(): Reply {
    throw unavailable('To come.');
  }
}
