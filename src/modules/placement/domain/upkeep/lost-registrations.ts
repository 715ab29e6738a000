import { Injectable } from '@nestjs/common';
import { APP_INSTANCE_CHANGED, AppInstances } from '../../../app-instance/index.js';
import { Clock } from '../../../common/clock/index.js';
import { EventLog } from '../../../common/events/index.js';
import { Failpoints } from '../../../common/failpoints/index.js';
import { Lifecycle } from '../../../common/lifecycle/index.js';
import { DueLooks } from '../due-looks.js';
import { Decisions } from '../ports/decisions.js';
import { World } from '../ports/world.js';
import { ChangeDraft } from '../world/change-draft.js';
import { Recorder } from '../world/recorder.js';
import type { Deployment } from '../world/world-items.js';
import { isRunning } from './copies-seen.js';
import { LostCopies } from './lost-copies.js';
import { UPKEEP_STEPS } from './upkeep-steps.js';
import { usersOf } from './users-of.js';

/** A copy whose registration somebody else has ended (MEC 011, 7.2.14) is made again, with its registration. */
@Injectable()
export class LostRegistrations {
  constructor(
    private readonly world: World,
    private readonly appInstances: AppInstances,
    private readonly lost: LostCopies,
    private readonly decisions: Decisions,
    private readonly recorder: Recorder,
    private readonly failpoints: Failpoints,
    eventLog: EventLog,
    clock: Clock,
    lifecycle: Lifecycle,
  ) {
    const looks = new DueLooks(clock, lifecycle, () => this.look(), 'Copies without a registration could not be made again; trying again.');
    eventLog.follow(APP_INSTANCE_CHANGED, ({ payload: { change, instance } }) => {
      if (change === 'ENDED' && world.deployment(instance.appInstanceId)) looks.note();
    });
  }

  private async look(): Promise<undefined> {
    if (this.unregistered().length > 0) await this.decisions.alone(() => this.mend());
  }

  private async mend(): Promise<void> {
    const deployments = this.unregistered();
    if (deployments.length === 0) return;
    const draft = new ChangeDraft();
    for (const deployment of deployments) this.lost.mend(draft, deployment);
    const users = usersOf(this.world, deployments);
    await this.recorder.record(draft.change());
    this.failpoints.reach(UPKEEP_STEPS['after-record-findings']);
    await this.decisions.again({ users });
  }

  /** Copies at another platform are registered there. */
  private unregistered(): Deployment[] {
    return this.world.deployments().filter((deployment) => isRunning(deployment) && !this.world.cloud(deployment.cloudId)?.platform && !this.appInstances.get(deployment.deploymentId));
  }
}
