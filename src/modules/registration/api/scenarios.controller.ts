import { Controller } from '@nestjs/common';
import { created, KnownAttributes, matching, ok, Operation, reply, type Reply, represent } from '../../common/operation/index.js';
import { Scenarios } from '../domain/networks/scenarios.js';
import { DOCUMENT, type Request } from './operation-request.js';
import { RegistrationLinks } from './registration-links.js';

/** Networks with their UEs and runs, as a whole. */
@Controller()
export class ScenariosController {
  constructor(
    private readonly scenarios: Scenarios,
    private readonly known: KnownAttributes,
    private readonly links: RegistrationLinks,
  ) {}

  @Operation(DOCUMENT, 'registrationScenarioGet')
  async registrationScenarioGet({ path, ifNoneMatch }: Request<'registrationScenarioGet'>): Promise<Reply> {
    return reply(represent(await this.scenarios.get(path.networkId)), ifNoneMatch);
  }

  @Operation(DOCUMENT, 'registrationScenarioPut')
  async registrationScenarioPut({ path, body, ifMatch, ifNoneMatch }: Request<'registrationScenarioPut'>): Promise<Reply> {
    const { scenario, isNew } = await this.scenarios.load(path.networkId, this.known.strictly(DOCUMENT, 'RegistrationScenario', body), matching(ifMatch, ifNoneMatch));
    return isNew ? created(this.links.resource('networks', path.networkId, 'scenario'), represent(scenario)) : ok(represent(scenario));
  }
}
