import { Controller } from '@nestjs/common';
import { Operation, type Reply } from '../../common/operation/index.js';
import { unavailable } from '../../common/problem/index.js';
import { HANDOVER } from './operation-request.js';

/** The handovers of this platform, for the operator. */
@Controller()
export class HandoversController {
  @Operation(HANDOVER, 'mepHandoversGet')
  mepHandoversGet(): Reply {
    throw unavailable('To come.');
  }

  @Operation(HANDOVER, 'mepHandoverGet')
  mepHandoverGet(): Reply {
    throw unavailable('To come.');
  }

  @Operation(HANDOVER, 'mepHandoverCancel')
  mepHandoverCancel(): Reply {
    throw unavailable('To come.');
  }
}
