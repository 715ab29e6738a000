import { Controller } from '@nestjs/common';
import { KnownAttributes, matching, noContent, ok, Operation, reply, type Reply, represent } from '../../common/operation/index.js';
import { OperatedNetwork } from '../domain/operator/operated-network.js';
import { Scenarios } from '../domain/scenario/scenarios.js';
import { DOCUMENT, type Request } from './operation-request.js';

/** The network as it is set up, and its beginning. */
@Controller()
export class ScenarioController {
  constructor(
    private readonly scenarios: Scenarios,
    private readonly network: OperatedNetwork,
    private readonly known: KnownAttributes,
  ) {}

  @Operation(DOCUMENT, 'scenarioGet')
  async scenarioGet({ ifNoneMatch }: Request<'scenarioGet'>): Promise<Reply> {
    return reply(represent(await this.scenarios.current()), ifNoneMatch);
  }

  @Operation(DOCUMENT, 'scenarioPut')
  async scenarioPut({ body, ifMatch }: Request<'scenarioPut'>): Promise<Reply> {
    this.network.refuseIfFollowing();
    return ok(represent(await this.scenarios.load(this.known.of(DOCUMENT, 'Scenario', body), matching(ifMatch))));
  }

  @Operation(DOCUMENT, 'networkReset')
  async networkReset(): Promise<Reply> {
    this.network.refuseIfFollowing();
    await this.scenarios.reset();
    return noContent();
  }
}
