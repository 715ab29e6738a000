import { Controller } from '@nestjs/common';
import { createdMomentarily, momentary, Operation, type Reply } from '../../common/operation/index.js';
import { HandoversOfUes } from '../domain/operator/handovers-of-ues.js';
import { handoverRepresentation } from './handover-representation.js';
import { DOCUMENT, type Request } from './operation-request.js';
import { RanLinks } from './ran-links.js';

@Controller()
export class HandoversController {
  constructor(
    private readonly handovers: HandoversOfUes,
    private readonly links: RanLinks,
  ) {}

  @Operation(DOCUMENT, 'handoversGet')
  async handoversGet({ query }: Request<'handoversGet'>): Promise<Reply> {
    const found = await this.handovers.list({ ue: query.ue, hoStatus: query.ho_status });
    return momentary(found.map(handoverRepresentation));
  }

  @Operation(DOCUMENT, 'handoversPost')
  async handoversPost({ body }: Request<'handoversPost'>): Promise<Reply> {
    const begun = await this.handovers.start(body.ue, body.targetCells);
    return createdMomentarily(this.links.resource('handovers', begun.id), handoverRepresentation(begun));
  }

  @Operation(DOCUMENT, 'handoverGet')
  async handoverGet({ path }: Request<'handoverGet'>): Promise<Reply> {
    return momentary(handoverRepresentation(await this.handovers.get(path.handoverId)));
  }

  @Operation(DOCUMENT, 'handoverReject')
  async handoverReject({ path }: Request<'handoverReject'>): Promise<Reply> {
    return momentary(handoverRepresentation(await this.handovers.reject(path.handoverId)));
  }

  @Operation(DOCUMENT, 'handoverCancel')
  async handoverCancel({ path }: Request<'handoverCancel'>): Promise<Reply> {
    return momentary(handoverRepresentation(await this.handovers.cancel(path.handoverId)));
  }
}
