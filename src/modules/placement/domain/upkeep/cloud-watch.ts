import { isDeepStrictEqual } from 'node:util';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../../common/clock/index.js';
import { Lanes } from '../../../common/lanes/index.js';
import { Lifecycle } from '../../../common/lifecycle/index.js';
import { log } from '../../../common/log/index.js';
import { World } from '../ports/world.js';
import type { Cloud } from '../world/world-items.js';
import { CloudFindings } from './cloud-findings.js';
import { CloudRounds } from './cloud-rounds.js';
import { isOrphan, orphansOf, runningOn } from './copies-seen.js';
import { EngineLook } from './engine-look.js';

interface Watched {
  runtime: Cloud['runtime'];
  rounds?: CloudRounds;
}

/** Looks at every cloud that has an engine: whether it answers, how its copies are, and what it has that nobody knows of. */
@Injectable()
export class CloudWatch {
  private isRunning = false;
  private readonly watched = new Map<string, Watched>();

  constructor(
    private readonly world: World,
    private readonly engines: EngineLook,
    private readonly findings: CloudFindings,
    private readonly lanes: Lanes,
    private readonly clock: Clock,
    lifecycle: Lifecycle,
  ) {
    world.onChange(({ clouds }) => {
      if (clouds) this.attend();
    });
    lifecycle.on('start', () => {
      this.isRunning = true;
      this.watched.clear();
      this.attend();
    });
    lifecycle.on('stop', async () => {
      this.isRunning = false;
      await Promise.all([...this.watched.values()].flatMap(({ rounds }) => (rounds ? [rounds.stop()] : [])));
    });
  }

  /** Begins with the clouds that are new or have another engine, and leaves those that have gone. */
  private attend(): void {
    for (const [cloudId, { rounds }] of this.watched) {
      if (this.world.cloud(cloudId)) continue;
      void rounds?.stop();
      this.watched.delete(cloudId);
    }
    for (const cloud of this.world.clouds()) if (!isDeepStrictEqual(this.watched.get(cloud.cloudId)?.runtime, cloud.runtime)) this.begin(cloud);
  }

  /** Where there is no engine nobody has to be asked. */
  private begin({ cloudId, runtime }: Cloud): void {
    const before = this.watched.get(cloudId);
    void before?.rounds?.stop();
    if (runtime.driver === 'none') this.world.setReachability(cloudId, { state: 'AVAILABLE' });
    else if (before) this.world.setReachability(cloudId, { state: 'UNKNOWN' });
    const isAsked = this.isRunning && runtime.driver !== 'none';
    this.watched.set(cloudId, { runtime, ...(isAsked && { rounds: new CloudRounds(this.clock, (signal) => this.look(cloudId, signal)) }) });
  }

  private async look(cloudId: string, signal: AbortSignal): Promise<void> {
    const cloud = this.world.cloud(cloudId)!;
    const copies = runningOn(this.world, cloudId);
    const sight = await this.engines.at(cloud, copies, signal).catch((error: unknown) => this.silent(cloud, error, signal));
    if (!sight || signal.aborted) return;
    await this.findings.answered(cloudId, copies, sight);
    // Of what is still being worked on nobody waits here for the end.
    for (const id of orphansOf(this.world, sight)) if (!this.lanes.isBusy(id)) await this.lanes.alone(id, () => this.removeIfOrphan(cloud, id, signal));
  }

  private async removeIfOrphan(cloud: Cloud, id: string, signal: AbortSignal): Promise<void> {
    if (!isOrphan(this.world, id)) return;
    log.warn({ cloudId: cloud.cloudId, deploymentId: id }, 'There is a workload that no deployment has any more; it is removed.');
    await this.engines.remove(cloud, id, signal);
  }

  /** Whatever keeps it from answering. @throws the signal's reason */
  private async silent({ cloudId }: Cloud, error: unknown, signal: AbortSignal): Promise<undefined> {
    signal.throwIfAborted();
    if (this.world.reachability(cloudId).state !== 'UNREACHABLE') log.warn({ err: error, cloudId }, 'A cloud cannot be reached; it is asked again.');
    await this.findings.silent(cloudId, (error as Error).message);
  }
}
