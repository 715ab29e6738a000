import { isDeepStrictEqual } from 'node:util';
import { Injectable } from '@nestjs/common';
import { v7 as newId } from 'uuid';
import { APP_INSTANCE_CHANGED, AppInstances, isRunning } from '../../app-instance/index.js';
import { Clock } from '../../common/clock/index.js';
import { EventLog, type Topic, topic } from '../../common/events/index.js';
import { Lifecycle } from '../../common/lifecycle/index.js';
import { IndexedCollection } from '../../common/memory-index/index.js';
import { conflict, notFound } from '../../common/problem/index.js';
import { type Transaction, UnitOfWork } from '../../common/unit-of-work/index.js';
import { type AppRule, keyOf, type RuleAttributes, type RuleChange, type RuleKind, ruleKey } from './app-rule.js';
import { Convergence } from './convergence.js';
import type { RuleEffect } from './rule-effect.js';
import { RuleRepository } from './rule-repository.js';
import type { RuleState } from './types.js';

/** What every book of rules works with. */
@Injectable()
export class RuleBookTools {
  constructor(
    readonly repository: RuleRepository,
    readonly appInstances: AppInstances,
    readonly eventLog: EventLog,
    readonly unitOfWork: UnitOfWork,
    readonly clock: Clock,
    readonly lifecycle: Lifecycle,
  ) {}
}

/** Throws unless the rule is as the client takes it to be. */
export type Precondition<Attributes> = (current: AppRule<Attributes>) => void;

const byAppInstance = { appInstanceId: ({ appInstanceId }: AppRule<unknown>) => appInstanceId };

/**
 * The rules of one kind of all application instances. Every change takes effect before it is recorded, and is undone if it cannot
 * be recorded, so that a rule that is shown as ACTIVE is in effect; at start the record is put into effect again.
 */
export abstract class RuleBook<Attributes extends RuleAttributes> {
  private readonly rules = new IndexedCollection<AppRule<Attributes>, typeof byAppInstance>(byAppInstance);
  private readonly convergence: Convergence<Attributes>;
  private readonly changed: Topic<RuleChange<Attributes>>;
  private lastPosition = 0;

  protected constructor(
    private readonly kind: RuleKind,
    private readonly effect: RuleEffect<Attributes>,
    private readonly tools: RuleBookTools,
  ) {
    const { appInstances, eventLog, clock, lifecycle } = tools;
    this.changed = topic(`app-rules.${kind}-rule`);
    this.convergence = new Convergence(effect, (key) => this.wanted(key), clock);
    appInstances.onCleanUp('remove', (transaction, appInstanceId) => this.removeAllOf(transaction, appInstanceId));
    eventLog.follow(this.changed, ({ payload: { change, rule } }) => this.follow(change, rule));
    eventLog.follow(APP_INSTANCE_CHANGED, ({ payload: { change, instance } }) => {
      if (change === 'CHANGED') this.convergence.soon(this.listOf(instance.appInstanceId).map(keyOf));
    });
    lifecycle.on('load', () => this.load());
    lifecycle.on('effect', () => this.convergence.start(this.rules.all()));
    lifecycle.on('stop', () => this.convergence.stop());
  }

  /** Whether the rules take effect; if not, the state is the one that was asked for. */
  get enforced(): boolean {
    return this.effect.enforces;
  }

  /** The state of MEC 011, 7.1.2.2: ACTIVE if the rule is in effect. */
  stateOf(rule: AppRule<Attributes>): RuleState {
    return this.effect.holds(keyOf(rule)) ? 'ACTIVE' : 'INACTIVE';
  }

  /** Oldest first. @throws Problem 404 if there is no such application instance */
  list(appInstanceId: string): AppRule<Attributes>[] {
    this.tools.appInstances.require(appInstanceId);
    return this.listOf(appInstanceId);
  }

  /** @throws Problem 404 */
  get(appInstanceId: string, ruleId: string): AppRule<Attributes> {
    this.tools.appInstances.require(appInstanceId);
    const found = this.rules.get(ruleKey(appInstanceId, ruleId));
    if (!found) throw this.unknown(appInstanceId, ruleId);
    return found;
  }

  /**
   * Adds a rule; an id is made unless one is given.
   * @throws Problem 404 if there is no such application instance, 409 if it has a rule of this id, 400, 422 or 503 if the rule is refused
   */
  create(appInstanceId: string, attributes: Attributes, ruleId: string = newId()): Promise<AppRule<Attributes>> {
    return this.convergence.alone(async () => {
      this.tools.appInstances.require(appInstanceId);
      if (this.rules.get(ruleKey(appInstanceId, ruleId))) throw this.taken(appInstanceId, ruleId);
      const rule = this.draft(appInstanceId, ruleId, attributes);
      return this.effectAndRecord(rule, (transaction) => this.recordNew(transaction, rule));
    });
  }

  /** Records a rule as part of a larger unit of work, before the platform has started. @throws as `create` */
  async createIn(transaction: Transaction, appInstanceId: string, attributes: Attributes, ruleId: string): Promise<void> {
    await this.recordNew(transaction, this.draft(appInstanceId, ruleId, attributes));
  }

  /** Whether the application instance has such a rule; reads inside a unit of work. */
  async exists(transaction: Transaction, appInstanceId: string, ruleId: string): Promise<boolean> {
    return (await this.tools.repository.lock(transaction, this.kind, appInstanceId, ruleId)) !== undefined;
  }

  /** @throws Problem 404, what `change` and the precondition throw, or 400, 422 or 503 if the rule is refused */
  replace(
    appInstanceId: string,
    ruleId: string,
    change: (current: AppRule<Attributes>) => Attributes,
    precondition: Precondition<Attributes>,
  ): Promise<AppRule<Attributes>> {
    return this.convergence.alone(async () => {
      const before = this.get(appInstanceId, ruleId);
      precondition(before);
      const rule = { ...before, attributes: this.acceptable(change(before)) };
      return this.effectAndRecord(rule, async (transaction) => {
        await this.lockUnchanged(transaction, before);
        await this.tools.repository.update(transaction, this.kind, rule);
        await this.tools.eventLog.append(transaction, this.changed, { change: 'REPLACED', rule });
      });
    });
  }

  /** @throws Problem 404, or what the precondition throws */
  remove(appInstanceId: string, ruleId: string, precondition: Precondition<Attributes>): Promise<void> {
    return this.convergence.alone(async () => {
      const rule = this.get(appInstanceId, ruleId);
      precondition(rule);
      await this.convergence.without(keyOf(rule), () =>
        this.tools.unitOfWork.run(async (transaction) => {
          await this.lockUnchanged(transaction, rule);
          await this.recordRemoval(transaction, rule);
        }),
      );
    });
  }

  /** Resolves when what has been committed so far has taken effect, or could not and is being repeated. */
  settled(): Promise<void> {
    return this.convergence.alone(async () => undefined);
  }

  /** The rule as it shall be kept, with the notes of its table checked. @throws Problem 400 */
  protected abstract checked(attributes: Attributes): Attributes;

  private draft(appInstanceId: string, ruleId: string, attributes: Attributes): AppRule<Attributes> {
    this.lastPosition = Math.max(this.lastPosition + 1, this.tools.clock.now());
    return { appInstanceId, ruleId, position: this.lastPosition, attributes: this.acceptable(attributes) };
  }

  private acceptable(attributes: Attributes): Attributes {
    const checked = this.checked(attributes);
    if (checked.state === 'ACTIVE') this.effect.check(checked);
    return checked;
  }

  private async effectAndRecord(rule: AppRule<Attributes>, record: (transaction: Transaction) => Promise<void>): Promise<AppRule<Attributes>> {
    await this.convergence.with(rule, this.isWanted(rule), () => this.tools.unitOfWork.run(record));
    return rule;
  }

  private async recordNew(transaction: Transaction, rule: AppRule<Attributes>): Promise<void> {
    const { repository, appInstances, eventLog } = this.tools;
    await appInstances.hold(transaction, rule.appInstanceId);
    if (!(await repository.insert(transaction, this.kind, rule))) throw this.taken(rule.appInstanceId, rule.ruleId);
    await eventLog.append(transaction, this.changed, { change: 'CREATED', rule });
  }

  private async recordRemoval(transaction: Transaction, rule: AppRule<Attributes>): Promise<void> {
    await this.tools.repository.remove(transaction, this.kind, rule);
    await this.tools.eventLog.append(transaction, this.changed, { change: 'REMOVED', rule });
  }

  private async removeAllOf(transaction: Transaction, appInstanceId: string): Promise<void> {
    const rules = await this.tools.repository.lockAllOf<Attributes>(transaction, this.kind, appInstanceId);
    for (const rule of rules) await this.recordRemoval(transaction, rule);
  }

  /** Only another process on the same database can have changed the rule: here changes run one at a time. */
  private async lockUnchanged(transaction: Transaction, { appInstanceId, ruleId, attributes }: AppRule<Attributes>): Promise<void> {
    const current = await this.tools.repository.lock<Attributes>(transaction, this.kind, appInstanceId, ruleId);
    if (!current) throw this.unknown(appInstanceId, ruleId);
    if (!isDeepStrictEqual(current.attributes, attributes)) throw conflict('The rule has just been changed by another process; read it again.');
  }

  private follow(change: RuleChange<Attributes>['change'], rule: AppRule<Attributes>): void {
    const key = keyOf(rule);
    if (change === 'REMOVED') this.rules.remove(key);
    else this.rules.put(key, rule);
    this.convergence.soon([key]);
  }

  private async load(): Promise<void> {
    for (const rule of await this.tools.repository.all<Attributes>(this.kind)) {
      this.rules.put(keyOf(rule), rule);
      this.lastPosition = rule.position;
    }
  }

  private listOf(appInstanceId: string): AppRule<Attributes>[] {
    return this.rules.having('appInstanceId', [appInstanceId]);
  }

  /** The rule of this key, if it has to be in effect. */
  private wanted(key: string): AppRule<Attributes> | undefined {
    const rule = this.rules.get(key);
    return rule && this.isWanted(rule) ? rule : undefined;
  }

  /** A rule waits with its effect until its application runs. */
  private isWanted({ appInstanceId, attributes }: AppRule<Attributes>): boolean {
    const instance = this.tools.appInstances.get(appInstanceId);
    return attributes.state === 'ACTIVE' && instance !== undefined && isRunning(instance);
  }

  private unknown(appInstanceId: string, ruleId: string) {
    return notFound(`The application instance ${appInstanceId} has no ${this.kind === 'dns' ? 'DNS' : this.kind} rule ${ruleId}.`);
  }

  private taken(appInstanceId: string, ruleId: string) {
    return conflict(`The application instance ${appInstanceId} has a ${this.kind === 'dns' ? 'DNS' : this.kind} rule ${ruleId} already.`);
  }
}
