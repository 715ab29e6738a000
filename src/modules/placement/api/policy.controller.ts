import { Controller } from '@nestjs/common';
import { KnownAttributes, matching, ok, Operation, reply, type Reply, represent } from '../../common/operation/index.js';
import { Policies } from '../domain/policy/policies.js';
import { DOCUMENT, type Request } from './operation-request.js';

/** By what rules copies are placed and destroyed. */
@Controller()
export class PolicyController {
  constructor(
    private readonly policies: Policies,
    private readonly known: KnownAttributes,
  ) {}

  @Operation(DOCUMENT, 'placementPolicyGet')
  placementPolicyGet({ ifNoneMatch }: Request<'placementPolicyGet'>): Reply {
    return reply(represent(this.policies.get()), ifNoneMatch);
  }

  @Operation(DOCUMENT, 'placementPolicyPut')
  async placementPolicyPut({ body, ifMatch }: Request<'placementPolicyPut'>): Promise<Reply> {
    return ok(represent(await this.policies.put(this.known.strictly(DOCUMENT, 'PlacementPolicy', body), matching(ifMatch))));
  }
}
