import { Injectable } from '@nestjs/common';
import { RuleMoves, TrafficRules } from '../../../app-rules/index.js';
import { Clock } from '../../../common/clock/index.js';
import { Failpoints } from '../../../common/failpoints/index.js';
import { byHalves, type Failure } from '../../../common/halves/index.js';
import { Problem } from '../../../common/problem/index.js';
import { UnitOfWork } from '../../../common/unit-of-work/index.js';
import { switched } from '../placement/switched.js';
import { Recorder } from '../world/recorder.js';
import type { User, WorldChange } from '../world/world-items.js';
import type { Plan } from './plan.js';
import { SWITCHING_STEPS } from './switching-steps.js';

/** What is refused may be refused for one of them only; of anything else, such as a data plane that is away, no half would fare better. */
const isRefusal = (error: unknown): boolean => error instanceof Problem && error.status < 500;

/** Leads users to their copies; within Decisions.alone. */
@Injectable()
export class RuleSwitches {
  constructor(
    private readonly rules: TrafficRules,
    private readonly moves: RuleMoves,
    private readonly recorder: Recorder,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly failpoints: Failpoints,
  ) {}

  /** Together, or, if that is refused, by halves, so that one user keeps no other from it. Whom it fails for is led as before. */
  carryOut(plans: readonly Plan[]): Promise<Failure<Plan>[]> {
    return byHalves(plans, (some) => this.together(some), (error) => !isRefusal(error));
  }

  /** The new rules are staged, which leads nobody yet; then one change of the data plane takes the place of the old ones, and is recorded with who is served by what. */
  private async together(plans: readonly Plan[]): Promise<void> {
    for (const { replace } of plans) if (replace) await this.rules.replace(replace.key.appInstanceId, replace.key.trafficRuleId, () => replace.attributes, () => undefined);
    const drafts = plans.flatMap(({ stage }) => stage ?? []);
    if (drafts.length > 0) await this.unitOfWork.run((transaction) => this.moves.stage(transaction, drafts));
    this.failpoints.reach(SWITCHING_STEPS['after-stage-rule']);
    try {
      await this.move(plans);
    } catch (error) {
      await this.unitOfWork.run((transaction) => this.moves.purge(transaction, drafts));
      throw error;
    }
    this.failpoints.reach(SWITCHING_STEPS['after-record-switch']);
  }

  private async move(plans: readonly Plan[]): Promise<void> {
    this.failpoints.reach(SWITCHING_STEPS['before-move-rule']);
    const move = { release: plans.flatMap(({ release }) => release ?? []), remove: plans.flatMap(({ remove }) => remove) };
    await this.recorder.surely(() =>
      this.moves.move(move, async (transaction) => {
        this.failpoints.reach(SWITCHING_STEPS['after-move-rule']);
        await this.recorder.write(transaction, this.changeBy(plans));
      }),
    );
  }

  private changeBy(plans: readonly Plan[]): WorldChange {
    const now = this.clock.now();
    const switches = plans.flatMap(({ user: { applicationId, userId }, wish: { switchTo } }) => (switchTo === undefined ? [] : { applicationId, userId, deploymentId: switchTo, role: 'SERVING' as const }));
    return { users: { put: plans.map((plan) => ledUser(plan, now)) }, references: { put: switches } };
  }
}

function ledUser({ user: { ruleAt: _before, ...user }, wish: { switchTo, rule } }: Plan, now: number): User {
  const served = switchTo === undefined ? user : switched(user, switchTo, now);
  return rule ? { ...served, ruleAt: rule.deploymentId } : served;
}
