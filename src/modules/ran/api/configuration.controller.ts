import { Controller } from '@nestjs/common';
import { ok, Operation, reply, type Reply, represent } from '../../common/operation/index.js';
import { OperatedNetwork } from '../domain/operator/operated-network.js';
import type { RanConfiguration } from '../domain/types.js';
import { configurationFrom } from './known-attributes.js';
import { DOCUMENT, type Request } from './operation-request.js';
import { matching } from './part-resource.js';

@Controller()
export class ConfigurationController {
  constructor(private readonly network: OperatedNetwork) {}

  @Operation(DOCUMENT, 'configurationGet')
  async configurationGet({ ifNoneMatch }: Request<'configurationGet'>): Promise<Reply> {
    return reply(represent(await this.network.read(({ configuration }) => configuration)), ifNoneMatch);
  }

  @Operation(DOCUMENT, 'configurationPut')
  async configurationPut({ body, ifMatch }: Request<'configurationPut'>): Promise<Reply> {
    const configuration = configurationFrom(body);
    const unchanged = matching<RanConfiguration>(ifMatch);
    await this.network.change((network) => {
      unchanged(network.configuration);
      network.configure(configuration);
      return { events: [], changes: [{ time: network.now, kind: 'CONFIGURATION', configuration }], result: undefined };
    });
    return ok(represent(configuration));
  }
}
