import { Controller } from '@nestjs/common';
import { KnownAttributes, noContent, Operation, type Reply } from '../../common/operation/index.js';
import { OperatedNetwork } from '../domain/operator/operated-network.js';
import { DOCUMENT, type Request } from './operation-request.js';

/** What real base stations and simulators tell. */
@Controller()
export class EventsController {
  constructor(
    private readonly network: OperatedNetwork,
    private readonly known: KnownAttributes,
  ) {}

  @Operation(DOCUMENT, 'eventsPost')
  async eventsPost({ body }: Request<'eventsPost'>): Promise<Reply> {
    const events = body.map((event) => this.known.of(DOCUMENT, 'RadioEvent', event));
    await this.network.change((network) => ({ events: network.accept(events), result: undefined }));
    return noContent();
  }
}
