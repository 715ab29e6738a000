import { Injectable } from '@nestjs/common';
import { type AppRule, TRAFFIC_RULE_CHANGED } from '../../../app-rules/index.js';
import { Clock } from '../../../common/clock/index.js';
import { Errand } from '../../../common/errand/index.js';
import { EventLog } from '../../../common/events/index.js';
import { Lifecycle } from '../../../common/lifecycle/index.js';
import { Decisions } from '../ports/decisions.js';
import { World } from '../ports/world.js';
import { userText } from '../world/keys.js';
import type { UserKey, WorldChange } from '../world/world-items.js';
import { FailedPlans } from './failed-plans.js';
import { type Plan, planOf } from './plan.js';
import { PresentRules } from './present-rules.js';
import { RuleSwitches } from './rule-switches.js';

/** Users that are led anew in one turn. */
const AT_ONCE = 200;

const textOf = ({ appInstanceId, ruleId }: Pick<AppRule<unknown>, 'appInstanceId' | 'ruleId'>): string => JSON.stringify([appInstanceId, ruleId]);

/** Leads the traffic of users to the copies that have to serve them, new before old: the old copy serves until the change of the data plane is made. */
@Injectable()
export class Switching {
  private readonly due = new Map<string, UserKey>();
  /** Users whose switch is recorded, and who have not been decided about since. */
  private readonly switched = new Map<string, UserKey>();
  /** Whose rule it is, of those that have been looked at. */
  private readonly holders = new Map<string, UserKey>();
  private readonly failed: FailedPlans;
  private readonly errand: Errand;

  constructor(
    private readonly world: World,
    private readonly decisions: Decisions,
    private readonly rules: PresentRules,
    private readonly switches: RuleSwitches,
    clock: Clock,
    eventLog: EventLog,
    lifecycle: Lifecycle,
  ) {
    this.failed = new FailedPlans(clock, (users) => this.note(users));
    lifecycle.on('stop', () => this.failed.forgetAll());
    this.errand = new Errand(clock, lifecycle, { work: () => this.work(), complaint: 'Users could not be led to their copies; trying again.' });
    world.onChange((change) => this.follow(change));
    eventLog.follow(TRAFFIC_RULE_CHANGED, ({ payload: { change, rule } }) => this.followRule(textOf(rule), change === 'REMOVED'));
  }

  private follow({ users, deployments, applications }: WorldChange): void {
    for (const user of users?.remove ?? []) this.failed.forget(user);
    this.note([
      ...(users?.put ?? []),
      ...(deployments?.put ?? []).flatMap(({ deploymentId }) => this.world.referencesTo(deploymentId)),
      ...(applications?.put ?? []).flatMap(({ applicationId }) => this.world.users(applicationId)),
    ]);
  }

  /** Another platform has given it back, or somebody else has changed it; or it was us. */
  private followRule(text: string, isRemoved: boolean): void {
    const user = this.holders.get(text);
    if (isRemoved) this.holders.delete(text);
    if (user) this.note([user]);
  }

  private note(users: readonly UserKey[]): void {
    for (const { applicationId, userId } of users) this.due.set(userText({ applicationId, userId }), { applicationId, userId });
    if (users.length > 0) this.errand.ask();
  }

  private async work(): Promise<void> {
    const users = [...this.due.values()];
    this.due.clear();
    const inNeed = users.filter((user) => this.planFor(user));
    try {
      for (let begin = 0; begin < inNeed.length || this.switched.size > 0; begin += AT_ONCE)
        await this.decisions.alone(() => this.lead(inNeed.slice(begin, begin + AT_ONCE)));
    } catch (error) {
      this.note(inNeed);
      throw error;
    }
  }

  private async lead(users: readonly UserKey[]): Promise<void> {
    const plans = users.flatMap((user) => this.planFor(user) ?? []);
    const failures = await this.switches.carryOut(plans);
    this.failed.note(failures);
    const failing = new Set(failures.flatMap(({ items }) => items));
    for (const { user } of plans.filter((plan) => !failing.has(plan))) this.switched.set(userText(user), user);
    const done = [...this.switched.values()];
    if (done.length > 0) await this.decisions.again({ users: done.map(({ applicationId, userId }) => ({ applicationId, userId })) });
    this.switched.clear();
  }

  /** What can be done for a user now. */
  private planFor(key: UserKey): Plan | undefined {
    const user = this.world.user(key);
    if (!user) return undefined;
    const rule = this.rules.of(user);
    if (rule) this.holders.set(textOf(rule), key);
    const plan = planOf(this.world, this.rules, user);
    return this.failed.isToWait(user, plan) ? undefined : plan;
  }
}
