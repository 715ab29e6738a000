import { v7 as newId } from 'uuid';
import { APP_INSTANCE_CHANGED, isRunning } from '../../app-instance/index.js';
import { IndexedCollection } from '../../common/memory-index/index.js';
import type { Transaction } from '../../common/unit-of-work/index.js';
import { type AppRule, keyOf, type RuleAttributes, type RuleChange, type RuleKind, ruleKey } from './app-rule.js';
import { Convergence } from './convergence.js';
import type { EffectItem } from './effect-item.js';
import type { RuleBookTools } from './rule-book-tools.js';
import type { RuleEffect } from './rule-effect.js';
import { RuleRecord } from './rule-record.js';
import type { RuleState } from './types.js';

/** Throws unless the rule is as the client takes it to be. */
export type Precondition<Attributes> = (current: AppRule<Attributes>) => void;

type Index<Attributes> = Record<'appInstanceId' | 'address' | 'tunnel', (rule: AppRule<Attributes>) => string | readonly string[]>;

const ANY = 'any';

/**
 * The rules of one kind of all application instances (MEC 011, 7.1.2.2 and 7.1.2.3). Every change takes effect before it is recorded, and is undone if it cannot
 * be recorded, so that a rule that is shown as ACTIVE is in effect; at start the record is put into effect again.
 */
export abstract class RuleBook<Attributes extends RuleAttributes> {
  protected readonly rules = new IndexedCollection<AppRule<Attributes>, Index<Attributes>>({
    appInstanceId: ({ appInstanceId }) => appInstanceId,
    address: ({ attributes }) => this.addressesIn(attributes),
    tunnel: ({ attributes }) => (this.isForTunnel(attributes) ? ANY : []),
  });
  protected readonly record: RuleRecord<Attributes>;
  protected readonly convergence: Convergence<Attributes>;
  private lastPosition = 0;

  protected constructor(
    kind: RuleKind,
    private readonly effect: RuleEffect<Attributes>,
    protected readonly tools: RuleBookTools,
  ) {
    const { repository, appInstances, eventLog, clock, lifecycle } = tools;
    this.record = new RuleRecord(kind, repository, appInstances, eventLog);
    this.convergence = new Convergence(effect, (key) => this.wanted(key), clock);
    appInstances.onCleanUp('remove', (transaction, appInstanceId) => this.record.removeAllOf(transaction, appInstanceId));
    eventLog.follow(this.record.changed, ({ payload: { change, rule } }) => this.follow(change, rule));
    eventLog.follow(APP_INSTANCE_CHANGED, ({ payload: { change, instance } }) => {
      if (change === 'CHANGED') this.convergence.soon(this.listOf(instance.appInstanceId).map(keyOf));
    });
    lifecycle.on('load', () => this.load());
    lifecycle.on('effect', async () => this.convergence.start(await this.recorded()));
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

  /** Those of all application instances. */
  all(): AppRule<Attributes>[] {
    return this.rules.all();
  }

  /** As `get`, of a rule or an instance that may not be there. */
  find(appInstanceId: string, ruleId: string): AppRule<Attributes> | undefined {
    return this.rules.get(ruleKey(appInstanceId, ruleId));
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
    if (!found) throw this.record.unknown(appInstanceId, ruleId);
    return found;
  }

  /**
   * Adds a rule; an id is made unless one is given.
   * @throws Problem 404 if there is no such application instance, 409 if it has a rule of this id, 400, 422 or 503 if the rule is refused
   */
  create(appInstanceId: string, attributes: Attributes, ruleId: string = newId()): Promise<AppRule<Attributes>> {
    return this.convergence.alone(async () => {
      this.tools.appInstances.require(appInstanceId);
      if (this.rules.get(ruleKey(appInstanceId, ruleId))) throw this.record.taken(appInstanceId, ruleId);
      const rule = this.draft(appInstanceId, ruleId, attributes);
      return this.effectAndRecord(rule, (transaction) => this.record.create(transaction, rule));
    });
  }

  /** Records a rule as part of a larger unit of work, before the platform has started. @throws as `create` */
  async createIn(transaction: Transaction, appInstanceId: string, attributes: Attributes, ruleId: string): Promise<void> {
    await this.record.create(transaction, this.draft(appInstanceId, ruleId, attributes));
  }

  /** Whether the application instance has such a rule; reads inside a unit of work. */
  exists(transaction: Transaction, appInstanceId: string, ruleId: string): Promise<boolean> {
    return this.record.exists(transaction, appInstanceId, ruleId);
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
      return this.effectAndRecord(rule, (transaction) => this.record.replace(transaction, before, rule));
    });
  }

  /** @throws Problem 404, or what the precondition throws */
  remove(appInstanceId: string, ruleId: string, precondition: Precondition<Attributes>): Promise<void> {
    return this.convergence.alone(async () => {
      const rule = this.get(appInstanceId, ruleId);
      precondition(rule);
      await this.convergence.without(keyOf(rule), () => this.tools.unitOfWork.run((transaction) => this.record.remove(transaction, rule)));
    });
  }

  /** Whether the rule has come from another platform, so that nobody here has asked for it. */
  isGuest(_rule: AppRule<Attributes>): boolean {
    return false;
  }

  /** Resolves when what has been committed so far has taken effect, or could not and is being repeated. */
  settled(): Promise<void> {
    return this.convergence.alone(async () => undefined);
  }

  /** The rule as it shall be kept, with the notes of its table checked. @throws Problem 400 */
  protected abstract checked(attributes: Attributes): Attributes;

  /** Addresses under which the rule is found. */
  protected addressesIn(_attributes: Attributes): readonly string[] {
    return [];
  }

  protected isForTunnel(_attributes: Attributes): boolean {
    return false;
  }

  /** Those of which `isForTunnel` is true. */
  protected havingTunnel(): AppRule<Attributes>[] {
    return this.rules.having('tunnel', [ANY]);
  }

  /** What may have to be in effect at start. */
  protected async recorded(): Promise<EffectItem<Attributes>[]> {
    return this.rules.all();
  }

  /** What has to be in effect under this key, if anything has. */
  protected wanted(key: string): EffectItem<Attributes> | undefined {
    const rule = this.rules.get(key);
    return rule && this.isWanted(rule) ? rule : undefined;
  }

  /** A rule waits with its effect until its application runs, and for as long as it is withheld. */
  protected isWanted({ appInstanceId, attributes, withheld }: AppRule<Attributes>): boolean {
    const instance = this.tools.appInstances.get(appInstanceId);
    return attributes.state === 'ACTIVE' && !withheld && instance !== undefined && isRunning(instance);
  }

  /** A new rule, the last of all. @throws Problem 400, 422 */
  protected draft(appInstanceId: string, ruleId: string, attributes: Attributes): AppRule<Attributes> {
    this.lastPosition = Math.max(this.lastPosition + 1, this.tools.clock.now());
    return { appInstanceId, ruleId, position: this.lastPosition, attributes: this.acceptable(attributes), withheld: false };
  }

  /** The rule as it shall be kept. @throws Problem 400, 422 */
  protected acceptable(attributes: Attributes): Attributes {
    const checked = this.checked(attributes);
    if (checked.state === 'ACTIVE') this.effect.check(checked);
    return checked;
  }

  private async effectAndRecord(rule: AppRule<Attributes>, record: (transaction: Transaction) => Promise<void>): Promise<AppRule<Attributes>> {
    await this.convergence.with(rule, this.isWanted(rule), () => this.tools.unitOfWork.run(record));
    return rule;
  }

  private follow(change: RuleChange<Attributes>['change'], rule: AppRule<Attributes>): void {
    const key = keyOf(rule);
    if (change === 'REMOVED') this.rules.remove(key);
    else this.rules.put(key, rule);
    this.convergence.soon([key]);
  }

  private async load(): Promise<void> {
    for (const rule of await this.record.all()) {
      this.rules.put(keyOf(rule), rule);
      this.lastPosition = rule.position;
    }
  }

  private listOf(appInstanceId: string): AppRule<Attributes>[] {
    return this.rules.having('appInstanceId', [appInstanceId]);
  }
}
