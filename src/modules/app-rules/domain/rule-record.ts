import { AppInstances } from '../../app-instance/index.js';
import { EventLog, type Topic, topic } from '../../common/events/index.js';
import { conflict, notFound, type Problem } from '../../common/problem/index.js';
import type { Transaction } from '../../common/unit-of-work/index.js';
import type { AppRule, RuleAttributes, RuleChange, RuleKind } from './app-rule.js';
import { RuleRepository } from './rule-repository.js';

const CALLED: Record<RuleKind, string> = { traffic: 'traffic rule', dns: 'DNS rule' };

/** Changes of the rules of one kind. */
export const ruleChanged = <Attributes>(kind: RuleKind): Topic<RuleChange<Attributes>> => topic(`app-rules.${kind}-rule`);

/** Writes the rules of one kind, each change together with its event. */
export class RuleRecord<Attributes extends RuleAttributes> {
  readonly changed: Topic<RuleChange<Attributes>>;

  constructor(
    private readonly kind: RuleKind,
    private readonly repository: RuleRepository,
    private readonly appInstances: AppInstances,
    private readonly eventLog: EventLog,
  ) {
    this.changed = ruleChanged(kind);
  }

  all(): Promise<AppRule<Attributes>[]> {
    return this.repository.all(this.kind);
  }

  /** Reads inside a unit of work. */
  async exists(transaction: Transaction, appInstanceId: string, ruleId: string): Promise<boolean> {
    return (await this.repository.lock(transaction, this.kind, appInstanceId, ruleId)) !== undefined;
  }

  /** @throws Problem 404 if there is no such application instance, 409 if it has a rule of this id */
  async create(transaction: Transaction, rule: AppRule<Attributes>): Promise<void> {
    await this.appInstances.hold(transaction, rule.appInstanceId);
    if (!(await this.repository.insert(transaction, this.kind, rule))) throw this.taken(rule.appInstanceId, rule.ruleId);
    await this.eventLog.append(transaction, this.changed, { change: 'CREATED', rule });
  }

  /** @throws Problem 404 or 409 if the rule is not any more as it was `before` */
  async replace(transaction: Transaction, before: AppRule<Attributes>, rule: AppRule<Attributes>): Promise<void> {
    await this.lockUnchanged(transaction, before);
    await this.repository.update(transaction, this.kind, rule);
    await this.eventLog.append(transaction, this.changed, { change: 'REPLACED', rule });
  }

  /** @throws Problem 404 or 409 if the rule is not any more as it is given */
  async remove(transaction: Transaction, rule: AppRule<Attributes>): Promise<void> {
    await this.lockUnchanged(transaction, rule);
    await this.removeLocked(transaction, rule);
  }

  /** Removes a rule if it is withheld; one that has been released, or is gone, is left. */
  async removeWithheld(transaction: Transaction, appInstanceId: string, ruleId: string): Promise<void> {
    if (!(await this.appInstances.holdIfThere(transaction, appInstanceId))) return;
    const rule = await this.repository.lock<Attributes>(transaction, this.kind, appInstanceId, ruleId);
    if (rule?.withheld) await this.removeLocked(transaction, rule);
  }

  async removeAllOf(transaction: Transaction, appInstanceId: string): Promise<void> {
    const rules = await this.repository.lockAllOf<Attributes>(transaction, this.kind, appInstanceId);
    for (const rule of rules) await this.removeLocked(transaction, rule);
  }

  unknown(appInstanceId: string, ruleId: string): Problem {
    return notFound(`The application instance ${appInstanceId} has no ${CALLED[this.kind]} ${ruleId}.`);
  }

  taken(appInstanceId: string, ruleId: string): Problem {
    return conflict(`The application instance ${appInstanceId} has a ${CALLED[this.kind]} ${ruleId} already.`);
  }

  private async removeLocked(transaction: Transaction, rule: AppRule<Attributes>): Promise<void> {
    await this.repository.remove(transaction, this.kind, rule);
    await this.eventLog.append(transaction, this.changed, { change: 'REMOVED', rule });
  }

  /** Another process on the same database can have changed the rule, or a purge removed it: all other changes run one at a time here. Compared as SQL keeps it, which knows no -0. */
  private async lockUnchanged(transaction: Transaction, rule: AppRule<Attributes>): Promise<void> {
    const { appInstanceId, ruleId } = rule;
    // The instance first, as everyone locks it first.
    await this.appInstances.hold(transaction, appInstanceId);
    const current = await this.repository.lock<Attributes>(transaction, this.kind, appInstanceId, ruleId);
    if (!current) throw this.unknown(appInstanceId, ruleId);
    if (contentOf(current) !== contentOf(rule)) throw conflict('The rule has just been changed by another process; read it again.');
  }
}

const contentOf = ({ attributes, withheld }: AppRule<unknown>): string => JSON.stringify([attributes, withheld]);
