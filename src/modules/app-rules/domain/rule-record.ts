import { AppInstances } from '../../app-instance/index.js';
import { entryOf, EventLog, type Topic, topic } from '../../common/events/index.js';
import { conflict, notFound, type Problem } from '../../common/problem/index.js';
import type { Transaction } from '../../common/unit-of-work/index.js';
import { type AppRule, keyOf, type RuleAttributes, type RuleChange, type RuleKind } from './app-rule.js';
import { RuleRepository } from './rule-repository.js';

const CALLED: Record<RuleKind, string> = { traffic: 'traffic rule', dns: 'DNS rule' };

/** Changes of the rules of one kind. */
export const ruleChanged = <Attributes>(kind: RuleKind): Topic<RuleChange<Attributes>> => topic(`app-rules.${kind}-rule`);

/** A rule before and after a change of whether it is withheld; without `after` it goes. */
export interface Transition<Attributes> {
  before: AppRule<Attributes>;
  after?: AppRule<Attributes>;
}

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

  /** Many at once. @throws Problem 404 or 409 if one of the rules is not any more as it was `before` */
  async moveAll(transaction: Transaction, transitions: readonly Transition<Attributes>[]): Promise<void> {
    for (const appInstanceId of new Set(transitions.map(({ before }) => before.appInstanceId))) await this.appInstances.hold(transaction, appInstanceId);
    const present = await this.repository.lockThese<Attributes>(transaction, this.kind, transitions.map(({ before }) => before));
    const byKey = new Map(present.map((rule) => [keyOf(rule), rule]));
    for (const { before } of transitions) this.requireUnchanged(byKey.get(keyOf(before)), before);
    const changed = transitions.flatMap(({ after }) => after ?? []);
    const removed = transitions.flatMap(({ before, after }) => (after ? [] : before));
    for (const withheld of [true, false]) await this.repository.setWithheld(transaction, this.kind, changed.filter((rule) => rule.withheld === withheld), withheld);
    await this.repository.remove(transaction, this.kind, removed);
    const entries = [...changed.map((rule) => entryOf(this.changed, { change: 'REPLACED', rule })), ...removed.map((rule) => entryOf(this.changed, { change: 'REMOVED', rule }))];
    if (entries.length) await this.eventLog.appendAll(transaction, entries);
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
    await this.repository.remove(transaction, this.kind, [rule]);
    await this.eventLog.append(transaction, this.changed, { change: 'REMOVED', rule });
  }

  /** Another process on the same database can have changed the rule, or a purge removed it: all other changes run one at a time here. Compared as SQL keeps it, which knows no -0. */
  private async lockUnchanged(transaction: Transaction, rule: AppRule<Attributes>): Promise<void> {
    const { appInstanceId, ruleId } = rule;
    // The instance first, as everyone locks it first.
    await this.appInstances.hold(transaction, appInstanceId);
    const current = await this.repository.lock<Attributes>(transaction, this.kind, appInstanceId, ruleId);
    this.requireUnchanged(current, rule);
  }

  private requireUnchanged(current: AppRule<Attributes> | undefined, rule: AppRule<Attributes>): void {
    if (!current) throw this.unknown(rule.appInstanceId, rule.ruleId);
    if (contentOf(current) !== contentOf(rule)) throw conflict('The rule has just been changed by another process; read it again.');
  }
}

const contentOf = ({ attributes, withheld }: AppRule<unknown>): string => JSON.stringify([attributes, withheld]);
