import { Injectable } from '@nestjs/common';
import { CloudRuntimes } from '../../ports/cloud-runtimes.js';
import { World } from '../../ports/world.js';
import type { ChangeDraft } from '../../world/change-draft.js';
import { EngineImages } from '../engine-images.js';
import { forgetCopies } from '../forgotten-copies.js';
import { returnedPorts } from '../predecessors.js';
import type { Situation } from '../situation.js';
import { Succession } from '../succession.js';
import { type Conclusion, NOTHING_ELSE, Step } from './step.js';

/** Removes the containers and all that is recorded of the copy. One that has given way to it has its place again. */
@Injectable()
export class RemovalStep extends Step<void> {
  override readonly name = 'REMOVAL';

  constructor(
    private readonly runtimes: CloudRuntimes,
    private readonly images: EngineImages,
    private readonly succession: Succession,
    private readonly world: World,
  ) {
    super();
  }

  override async work(situation: Situation, signal: AbortSignal): Promise<void> {
    const { deployment, cloud } = situation;
    await (await this.runtimes.of(cloud)).remove(deployment.deploymentId, signal);
    await this.images.release(deployment, cloud, signal);
    await this.succession.startPredecessors(situation, signal);
  }

  override conclude(draft: ChangeDraft, { deployment, cloud, application }: Situation): Conclusion {
    const { back, free } = returnedPorts(this.world, deployment, cloud, application);
    draft.remove('ports', ...free);
    draft.put('ports', ...back);
    forgetCopies(draft, this.world, [deployment]);
    return NOTHING_ELSE;
  }
}
