import { Injectable } from '@nestjs/common';
import { ApplicationWorkloads } from '../../ports/application-workloads.js';
import { CloudRuntimes } from '../../ports/cloud-runtimes.js';
import { EngineImages } from '../engine-images.js';
import type { Situation } from '../situation.js';
import { type Conclusion, NOTHING_ELSE, Step } from './step.js';

/** Puts network, volumes with their files and containers in place, stopped. */
@Injectable()
export class CreationStep extends Step<void> {
  override readonly name = 'CREATION';

  constructor(
    private readonly runtimes: CloudRuntimes,
    private readonly workloads: ApplicationWorkloads,
    private readonly images: EngineImages,
  ) {
    super();
  }

  override async work({ task, deployment, cloud }: Situation, signal: AbortSignal): Promise<void> {
    const workload = this.workloads.workloadOf(deployment, cloud, task.taskId, this.images.namesOf(deployment, cloud));
    await (await this.runtimes.of(cloud)).create(workload, signal);
  }

  override conclude(): Conclusion {
    return NOTHING_ELSE;
  }
}
