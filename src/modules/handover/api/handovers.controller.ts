import { Controller } from '@nestjs/common';
import { momentary, Operation, type Reply } from '../../common/operation/index.js';
import type { Handover } from '../domain/record/handover.js';
import { Handovers } from '../domain/record/handovers.js';
import { unknownHandover } from '../domain/refusals.js';
import { SourceSide } from '../domain/source/source-side.js';
import { TargetSide } from '../domain/target/target-side.js';
import { representationOf } from './handover-representation.js';
import { HANDOVER, type HandoverRequest } from './operation-request.js';

/** The handovers of this platform, for the operator. */
@Controller()
export class HandoversController {
  constructor(
    private readonly handovers: Handovers,
    private readonly source: SourceSide,
    private readonly target: TargetSide,
  ) {}

  @Operation(HANDOVER, 'mepHandoversGet')
  mepHandoversGet({ query: { state, role, peer } }: HandoverRequest<'mepHandoversGet'>): Reply {
    const isAsked = (handover: Handover) =>
      (state === undefined || handover.state === state) && (role === undefined || handover.role === role) && (peer === undefined || handover.peerPlatformId === peer);
    const newestFirst = this.handovers.all().toReversed().filter(isAsked).sort((one, other) => other.startedAt - one.startedAt);
    return momentary(newestFirst.map(representationOf));
  }

  @Operation(HANDOVER, 'mepHandoverGet')
  mepHandoverGet({ path: { handoverId } }: HandoverRequest<'mepHandoverGet'>): Reply {
    return momentary(representationOf(this.require(handoverId)));
  }

  @Operation(HANDOVER, 'mepHandoverCancel')
  async mepHandoverCancel({ path: { handoverId } }: HandoverRequest<'mepHandoverCancel'>): Promise<Reply> {
    const side = this.require(handoverId).role === 'SOURCE' ? this.source : this.target;
    return { ...momentary(representationOf(await side.cancel(handoverId))), status: 202 };
  }

  /** @throws Problem 404 */
  private require(handoverId: string): Handover {
    const handover = this.handovers.get(handoverId);
    if (!handover) throw unknownHandover(handoverId);
    return handover;
  }
}
