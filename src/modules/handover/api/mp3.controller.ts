import { Controller } from '@nestjs/common';
import { ApiRoot, type Link } from '../../common/links/index.js';
import { createdMomentarily, momentary, Operation, type Reply } from '../../common/operation/index.js';
import { Handovers } from '../domain/record/handovers.js';
import { requirePeer, unknownHandover } from '../domain/refusals.js';
import { SourceSide } from '../domain/source/source-side.js';
import { TargetSide } from '../domain/target/target-side.js';
import { statusOf } from './handover-representation.js';
import { MP3, type Mp3Request } from './operation-request.js';

/** What the other platforms say (Mp3). Its listener lets in nobody but peers. */
@Controller()
export class Mp3Controller {
  private readonly link: Link;

  constructor(
    private readonly handovers: Handovers,
    private readonly source: SourceSide,
    private readonly target: TargetSide,
    apiRoot: ApiRoot,
  ) {
    this.link = apiRoot.linkOf(MP3);
  }

  @Operation(MP3, 'transferPut')
  async transferPut({ path: { handoverId }, body, caller }: Mp3Request<'transferPut'>): Promise<Reply> {
    const { handover, isNew } = await this.target.take(handoverId, caller.peer!, body);
    return isNew ? createdMomentarily(this.link('handovers', handoverId), statusOf(handover)) : momentary(statusOf(handover));
  }

  @Operation(MP3, 'handoverStatusGet')
  handoverStatusGet({ path: { handoverId }, caller }: Mp3Request<'handoverStatusGet'>): Reply {
    const handover = this.handovers.get(handoverId);
    if (!handover) throw unknownHandover(handoverId);
    requirePeer(handover, caller.peer!);
    return momentary(statusOf(handover));
  }

  @Operation(MP3, 'cancellationPut')
  async cancellationPut({ path: { handoverId }, body, caller }: Mp3Request<'cancellationPut'>): Promise<Reply> {
    return momentary(statusOf(await this.target.cancelByPeer(handoverId, caller.peer!, body)));
  }

  @Operation(MP3, 'completionPut')
  async completionPut({ path: { handoverId }, body, caller }: Mp3Request<'completionPut'>): Promise<Reply> {
    return momentary(statusOf(await this.source.confirm(handoverId, caller.peer!, body)));
  }

  @Operation(MP3, 'rejectionPut')
  async rejectionPut({ path: { handoverId }, body, caller }: Mp3Request<'rejectionPut'>): Promise<Reply> {
    return momentary(statusOf(await this.source.reject(handoverId, caller.peer!, body)));
  }
}
