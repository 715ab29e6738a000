import { Injectable } from '@nestjs/common';
import { Clock } from '../../../common/clock/index.js';
import { Failpoints } from '../../../common/failpoints/index.js';
import { Lifecycle } from '../../../common/lifecycle/index.js';
import { Planning } from '../drift/planning.js';
import { DueLooks } from '../due-looks.js';
import { Decisions } from '../ports/decisions.js';
import { World } from '../ports/world.js';
import { ChangeDraft } from '../world/change-draft.js';
import { Recorder } from '../world/recorder.js';
import type { Deployment } from '../world/world-items.js';
import { reasonToGo } from './reason-to-go.js';
import { UnusedCopies } from './unused-copies.js';
import { UPKEEP_STEPS } from './upkeep-steps.js';

/** Destroys the copies that nobody has a reference to: after `keepFor`, or at once if they cannot stay. Seed, 206, ¶121. */
@Injectable()
export class Reaper {
  private readonly unused: UnusedCopies;

  constructor(
    private readonly world: World,
    private readonly planning: Planning,
    private readonly decisions: Decisions,
    private readonly recorder: Recorder,
    private readonly failpoints: Failpoints,
    private readonly clock: Clock,
    lifecycle: Lifecycle,
  ) {
    this.unused = new UnusedCopies(world);
    const looks = new DueLooks(clock, lifecycle, () => this.look(), 'Copies that nobody needs could not be destroyed; trying again.');
    world.onChange(({ applications, clouds, deployments, references, policy }) => {
      if (applications || clouds || deployments || references || policy) looks.note();
    });
  }

  /** Answers when the next copy is due. */
  private async look(): Promise<number | undefined> {
    const times = this.unused.all().map((deployment) => this.dueAt(deployment));
    if (times.some((at) => at <= this.clock.now())) await this.decisions.alone(() => this.destroy());
    const later = times.filter((at) => at > this.clock.now());
    return later.length > 0 ? Math.min(...later) : undefined;
  }

  private async destroy(): Promise<void> {
    const draft = new ChangeDraft();
    for (const deployment of this.unused.all()) if (this.dueAt(deployment) <= this.clock.now()) this.planning.destroy(draft, deployment, reasonToGo(this.world, deployment) ?? 'UNUSED');
    if (draft.isEmpty) return;
    await this.recorder.record(draft.change());
    this.failpoints.reach(UPKEEP_STEPS['after-record-unused']);
  }

  private dueAt(deployment: Deployment): number {
    if (reasonToGo(this.world, deployment) !== undefined) return this.clock.now();
    return (deployment.unusedSince ?? deployment.since) + this.world.policy().keepFor;
  }
}
