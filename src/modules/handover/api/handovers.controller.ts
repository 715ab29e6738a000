import { Controller } from '@nestjs/common';
import { Operation, type Reply } from '../../common/operation/index.js';
import { unavailable } from '../../common/problem/index.js';
import { HANDOVER } from './operation-request.js';

/** The handovers of this platform, for the operator. */
@Controller()
export class HandoversController {
  @Operation(HANDOVER, 'mepHandoversGet')
  mepHandoversGet({ query: { state, role, peer } }: HandoverRequest<'mepHandoversGet'>): Reply {
    const isAsked = (handover: Handover) =>
      (state === undefined || handover.state === state) && (role === undefined || handover.role === role) && (peer === undefined || handover.peerPlatformId === peer);
    const newestFirst = this.handovers.all().toReversed().filter(isAsked).sort((one, other) => other.startedAt - one.startedAt);
    return momentary(newestFirst.map(representationOf));
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
