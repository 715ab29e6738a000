import { Injectable } from '@nestjs/common';
import { Clock } from '../../../common/clock/index.js';
import { Failpoints } from '../../../common/failpoints/index.js';
import { deploymentStates } from '../drift/deployment-states.js';
import { taskStates } from '../drift/task-states.js';
import { Decisions } from '../ports/decisions.js';
import { type Reachability, World } from '../ports/world.js';
import { ChangeDraft } from '../world/change-draft.js';
import { Recorder } from '../world/recorder.js';
import type { Deployment, Task } from '../world/world-items.js';
import type { CopyFinding } from './copy-finding.js';
import { type EngineSight, findingsOf } from './copies-seen.js';
import { LostCopies } from './lost-copies.js';
import { UPKEEP_STEPS } from './upkeep-steps.js';
import { usersOf } from './users-of.js';

const woken = ({ nextTryAt: _never, reason: _none, detail: _nothing, ...task }: Task): Task => ({ ...task, state: taskStates.next(task.state, 'wake') });

/** Records what has been seen of a cloud, and decides anew about those whom it concerns. */
@Injectable()
export class CloudFindings {
  constructor(
    private readonly world: World,
    private readonly decisions: Decisions,
    private readonly recorder: Recorder,
    private readonly lost: LostCopies,
    private readonly failpoints: Failpoints,
    private readonly clock: Clock,
  ) {}

  /** The engine answers: what waited for it goes on. @param copies as they were before it was asked */
  async answered(cloudId: string, copies: readonly Deployment[], sight: EngineSight): Promise<void> {
    const isNews = () => this.world.reachability(cloudId).state !== 'AVAILABLE' || findingsOf(this.world, copies, sight).length > 0;
    if (isNews()) await this.decisions.alone(() => this.take(cloudId, copies, sight));
  }

  /** @param reason in its words */
  async silent(cloudId: string, reason: string): Promise<void> {
    const { state, reason: before } = this.world.reachability(cloudId);
    if (state === 'UNREACHABLE' && before === reason) return;
    await this.decisions.alone(() => this.turn(cloudId, { state: 'UNREACHABLE', reason }, () => (state === 'UNREACHABLE' ? Promise.resolve() : this.decisions.again({ cloudId }))));
  }

  private async take(cloudId: string, copies: readonly Deployment[], sight: EngineSight): Promise<void> {
    const { state } = this.world.reachability(cloudId);
    const findings = findingsOf(this.world, copies, sight);
    const draft = new ChangeDraft();
    for (const { deployment, finding } of findings) this.note(draft, deployment, finding);
    if (state !== 'AVAILABLE') draft.put('tasks', ...this.waiting(cloudId).map(woken));
    const users = usersOf(this.world, findings.map(({ deployment }) => deployment));
    await this.turn(cloudId, { state: 'AVAILABLE' }, async () => {
      if (!draft.isEmpty) await this.recorder.record(draft.change());
      if (findings.length > 0) this.failpoints.reach(UPKEEP_STEPS['after-record-findings']);
      if (state === 'UNREACHABLE') await this.decisions.again({ cloudId });
      else if (users.length > 0) await this.decisions.again({ users });
    });
  }

  /** If it cannot be recorded what follows, it is as if nobody had looked. */
  private async turn(cloudId: string, now: Reachability, work: () => Promise<void>): Promise<void> {
    if (!this.world.cloud(cloudId)) return;
    const before = this.world.reachability(cloudId);
    this.world.setReachability(cloudId, now);
    try {
      await work();
    } catch (error) {
      this.world.setReachability(cloudId, before);
      throw error;
    }
  }

  private waiting(cloudId: string): Task[] {
    return this.world.tasks().filter((task) => task.cloudId === cloudId && task.state === 'PAUSED' && task.reason === 'CLOUD_UNREACHABLE');
  }

  private note(draft: ChangeDraft, deployment: Deployment, finding: CopyFinding): void {
    if (finding === 'LOST') return this.lost.mend(draft, deployment);
    const state = deploymentStates.next(deployment.state, finding === 'SICK' ? 'sicken' : 'recover');
    draft.put('deployments', { ...deployment, state, since: this.clock.now() });
  }
}
