import { Controller } from '@nestjs/common';
import { KnownAttributes, matching, ok, Operation, reply, type Reply, represent } from '../../common/operation/index.js';
import { OperatedNetwork } from '../domain/operator/operated-network.js';
import { DOCUMENT, type Request } from './operation-request.js';

@Controller()
export class ConfigurationController {
  constructor(
    private readonly network: OperatedNetwork,
    private readonly known: KnownAttributes,
  ) {}

  @Operation(DOCUMENT, 'configurationGet')
  async configurationGet({ ifNoneMatch }: Request<'configurationGet'>): Promise<Reply> {
    return reply(represent(await this.network.read(({ configuration }) => configuration)), ifNoneMatch);
  }

  @Operation(DOCUMENT, 'configurationPut')
  async configurationPut({ body, ifMatch }: Request<'configurationPut'>): Promise<Reply> {
    const configuration = this.known.of(DOCUMENT, 'RanConfiguration', body);
    const unchanged = matching(ifMatch);
    await this.network.change((network) => {
      unchanged(network.configuration);
      network.configure(configuration);
      return { events: [], changes: [{ time: network.now, kind: 'CONFIGURATION', configuration }], result: undefined };
    });
    return ok(represent(configuration));
  }
}
