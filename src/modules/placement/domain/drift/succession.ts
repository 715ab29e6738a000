import { Injectable } from '@nestjs/common';
import { Lanes } from '../../../common/lanes/index.js';
import { CloudRuntimes } from '../ports/cloud-runtimes.js';
import { World } from '../ports/world.js';
import type { ChangeDraft } from '../world/change-draft.js';
import type { Deployment } from '../world/world-items.js';
import { predecessorsOf, returnedPorts } from './predecessors.js';
import type { Situation } from './situation.js';

/** Seconds that containers get to end. */
const GRACE_S = 10;

/** A copy takes the place of one that has its ports: that one is stopped as late as possible, and started again if the new one fails. */
@Injectable()
export class Succession {
  constructor(
    private readonly world: World,
    private readonly runtimes: CloudRuntimes,
    private readonly lanes: Lanes,
  ) {}

  isOf({ deployment, application }: Situation): boolean {
    return predecessorsOf(this.world, deployment, application).length > 0;
  }

  async stopPredecessors(situation: Situation, signal: AbortSignal): Promise<void> {
    const runtime = await this.runtimes.of(situation.cloud);
    await this.forEach(situation, ({ deploymentId }) => runtime.stopContainers(deploymentId, GRACE_S, signal));
  }

  async startPredecessors(situation: Situation, signal: AbortSignal): Promise<void> {
    const runtime = await this.runtimes.of(situation.cloud);
    await this.forEach(situation, ({ deploymentId }) => runtime.startContainers(deploymentId, signal));
  }

  /** The copy has failed: those before it run again. */
  async giveBack(situation: Situation, signal: AbortSignal): Promise<void> {
    await (await this.runtimes.of(situation.cloud)).stopContainers(situation.deployment.deploymentId, 0, signal);
    await this.startPredecessors(situation, signal);
  }

  /** What is recorded then. */
  returnPorts(draft: ChangeDraft, { deployment, cloud, application }: Situation): void {
    draft.put('ports', ...returnedPorts(this.world, deployment, cloud, application).back);
  }

  /** The older one is never asked for two things at a time, and for nothing if it goes meanwhile. */
  private async forEach({ deployment, application }: Situation, work: (predecessor: Deployment) => Promise<void>): Promise<void> {
    for (const { deploymentId } of predecessorsOf(this.world, deployment, application)) {
      await this.lanes.alone(deploymentId, async () => {
        const still = predecessorsOf(this.world, deployment, application).find((one) => one.deploymentId === deploymentId);
        if (still) await work(still);
      });
    }
  }
}
