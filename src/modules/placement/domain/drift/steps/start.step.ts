import { Injectable } from '@nestjs/common';
import { CloudRuntimes } from '../../ports/cloud-runtimes.js';
import type { ChangeDraft } from '../../world/change-draft.js';
import { portsOf, takenPorts } from '../port-scopes.js';
import type { Situation } from '../situation.js';
import { Succession } from '../succession.js';
import { type Conclusion, NOTHING_ELSE, Step } from './step.js';

/** Starts the containers, in the place of those whose ports they need. */
@Injectable()
export class StartStep extends Step<void> {
  override readonly name = 'START';

  constructor(
    private readonly runtimes: CloudRuntimes,
    private readonly succession: Succession,
  ) {
    super();
  }

  override async work(situation: Situation, signal: AbortSignal): Promise<void> {
    await this.succession.stopPredecessors(situation, signal);
    await (await this.runtimes.of(situation.cloud)).startContainers(situation.deployment.deploymentId, signal);
  }

  override conclude(draft: ChangeDraft, { deployment: { deploymentId }, cloud, application }: Situation): Conclusion {
    draft.put('ports', ...takenPorts(portsOf(application), cloud, deploymentId));
    return NOTHING_ELSE;
  }
}
