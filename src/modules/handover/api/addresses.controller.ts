import { Controller } from '@nestjs/common';
import { Operation, type Reply } from '../../common/operation/index.js';
import { unavailable } from '../../common/problem/index.js';
import { HANDOVER } from './operation-request.js';

/** Which platform stands at which base station. */
@Controller()
export class AddressesController {
  @Operation(HANDOVER, 'addressesGet')
  addressesGet(): Reply {
    throw unavailable('To come.');
  }

  @Operation(HANDOVER, 'addressesPost')
  addressesPost(): Reply {
    throw unavailable('To come.');
  }

  @Operation(HANDOVER, 'addressGet')
  addressGet(): Reply {
    throw unavailable('To come.');
  }

  @Operation(HANDOVER, 'addressPut')
  addressPut(): Reply {
    throw unavailable('To come.');
  }

  @Operation(HANDOVER, 'addressDelete')
  addressDelete(): Reply {
    throw unavailable('To come.');
  }
}
