import { Injectable } from '@nestjs/common';
import { Clock } from '../../../common/clock/index.js';
import { Failpoints } from '../../../common/failpoints/index.js';
import { forgetCopies } from '../drift/forgotten-copies.js';
import { Planning } from '../drift/planning.js';
import { CopyRegistrations } from '../ports/copy-registrations.js';
import { Decisions } from '../ports/decisions.js';
import { World } from '../ports/world.js';
import { ChangeDraft } from '../world/change-draft.js';
import { Recorder } from '../world/recorder.js';
import type { Deployment } from '../world/world-items.js';
import { LastDeregistrations } from './last-deregistrations.js';
import { Removals } from './removals.js';
import { UPKEEP_STEPS } from './upkeep-steps.js';
import { usersOf } from './users-of.js';

/** Forgets the deployments of a cloud that its engine cannot remove now: it has gone for good. */
@Injectable()
export class ForcedRemoval {
  constructor(
    private readonly world: World,
    private readonly planning: Planning,
    private readonly registrations: CopyRegistrations,
    private readonly decisions: Decisions,
    private readonly recorder: Recorder,
    private readonly removals: Removals,
    private readonly failpoints: Failpoints,
    private readonly clock: Clock,
  ) {}

  /** Nobody is left to them, their registrations go with the rules that lead to them, then they themselves. @param cloudId of a cloud that is REMOVING */
  async force(cloudId: string): Promise<void> {
    await this.decisions.alone(() => this.giveUp(cloudId));
    const cloud = this.world.cloud(cloudId);
    if (!cloud) return;
    await new LastDeregistrations(this.registrations, this.clock, cloud).end(this.hopeless(cloudId));
    this.failpoints.reach(UPKEEP_STEPS['after-deregister-forgotten']);
    await this.decisions.alone(() => this.forget(cloudId));
  }

  private async giveUp(cloudId: string): Promise<void> {
    const deployments = this.hopeless(cloudId);
    const users = usersOf(this.world, deployments);
    const draft = new ChangeDraft();
    for (const deployment of deployments) this.planning.destroy(draft, deployment, 'CLOUD_REMOVED');
    if (!draft.isEmpty) await this.recorder.record(draft.change());
    if (users.length > 0) await this.decisions.again({ users });
  }

  private async forget(cloudId: string): Promise<void> {
    const cloud = this.world.cloud(cloudId);
    if (!cloud) return;
    const deployments = this.hopeless(cloudId).filter(({ state }) => state === 'REMOVING');
    const draft = this.without(deployments);
    if (deployments.length === this.world.deployments({ cloudId }).length) return this.removals.forgetCloud(cloud, draft);
    if (draft.isEmpty) return;
    await this.recorder.record(draft.change());
    await this.decisions.again('all');
  }

  private without(deployments: readonly Deployment[]): ChangeDraft {
    const draft = new ChangeDraft();
    const gone = new Set(deployments.map(({ deploymentId }) => deploymentId));
    forgetCopies(draft, this.world, deployments);
    draft.remove('ports', ...this.world.ports().filter((port) => gone.has(port.deploymentId)));
    for (const deploymentId of gone) {
      const open = this.world.openTask(deploymentId);
      if (open) this.planning.cancel(draft, open, 'CLOUD_REMOVED');
    }
    return draft;
  }

  /** Its engine does not answer, or has just failed to remove them. */
  private hopeless(cloudId: string): Deployment[] {
    const isSilent = this.world.reachability(cloudId).state === 'UNREACHABLE';
    return this.world.deployments({ cloudId }).filter(({ deploymentId, state }) => isSilent || (state === 'REMOVING' && this.world.openTask(deploymentId)?.state === 'PAUSED'));
  }
}
