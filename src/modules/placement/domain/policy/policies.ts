import { isDeepStrictEqual } from 'node:util';
import { Injectable } from '@nestjs/common';
import { type Fault, refuseFaults } from '../../../common/problem/index.js';
import { Decisions } from '../ports/decisions.js';
import { World } from '../ports/world.js';
import type { PlacementPolicy } from '../types.js';
import { DEFAULT_POLICY } from '../world/default-policy.js';
import { Recorder } from '../world/recorder.js';
import type { Policy } from '../world/world-items.js';

function policyFaults({ neighbours, threshold }: Policy): Fault[] {
  if (neighbours === 'DISTANCE' && threshold === undefined) return [{ place: '/threshold', detail: 'must be there with DISTANCE' }];
  return neighbours !== 'DISTANCE' && threshold !== undefined ? [{ place: '/threshold', detail: `must not be there with ${neighbours}` }] : [];
}

/** By what rules copies are placed and destroyed. */
@Injectable()
export class Policies {
  constructor(
    private readonly world: World,
    private readonly decisions: Decisions,
    private readonly recorder: Recorder,
  ) {}

  get(): Policy {
    return this.world.policy();
  }

  /**
   * @param sent what is left out has its default
   * @param unchanged is called with the present policy and may throw
   * @throws Problem 400 if there is a threshold without DISTANCE, or none with it
   */
  put(sent: PlacementPolicy, unchanged: (present: Policy) => void): Promise<Policy> {
    const policy = { ...DEFAULT_POLICY, ...sent };
    refuseFaults(policyFaults(policy));
    return this.decisions.alone(async () => {
      unchanged(this.world.policy());
      if (isDeepStrictEqual(policy, this.world.policy())) return this.world.policy();
      await this.recorder.record({ policy });
      await this.decisions.again('all');
      return policy;
    });
  }
}
