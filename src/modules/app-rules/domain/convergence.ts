import type { Clock } from '../../common/clock/index.js';
import { backoff } from '../../common/errand/index.js';
import { log } from '../../common/log/index.js';
import { Turns } from '../../common/turns/index.js';
import { type AppRule, keyOf } from './app-rule.js';
import { type EffectItem, itemKey, itemText } from './effect-item.js';
import type { EffectChange, RuleEffect } from './rule-effect.js';

/** Brings what is in effect in line with what is recorded. */
export class Convergence<Attributes> {
  private readonly turns = new Turns();
  /** What is in effect as it was put, by key. */
  private readonly applied = new Map<string, string>();
  private state: 'new' | 'started' | 'stopped' = 'new';

  /** @param wanted the item of a key as it is recorded, if it has to be in effect */
  constructor(
    private readonly effect: RuleEffect<Attributes>,
    private readonly wanted: (key: string) => EffectItem<Attributes> | undefined,
    private readonly clock: Clock,
  ) {}

  /** Puts what is recorded into effect. */
  async start(recorded: EffectItem<Attributes>[]): Promise<void> {
    const items = recorded.filter((item) => this.wanted(itemKey(item)));
    await this.effect.start(items);
    for (const item of items) if (this.effect.holds(itemKey(item))) this.applied.set(itemKey(item), itemText(item));
    this.state = 'started';
  }

  stop(): Promise<void> {
    this.state = 'stopped';
    return this.alone(async () => undefined);
  }

  /** Runs `work` while nothing else changes what is in effect. */
  alone<T>(work: () => Promise<T>): Promise<T> {
    return this.turns.take(work);
  }

  /** Inside `alone`: puts a rule into effect (or out of it), then records it; if it cannot be recorded, the effect is taken back. */
  async with(rule: AppRule<Attributes>, inEffect: boolean, record: () => Promise<void>): Promise<void> {
    if (inEffect) await this.apply({ put: [rule], remove: [] });
    else await this.bringAbout({ put: [], remove: [keyOf(rule)] });
    await this.recordOrTakeBack(keyOf(rule), record);
  }

  /** Inside `alone`: the same for the removal of a rule. */
  async without(key: string, record: () => Promise<void>): Promise<void> {
    await this.bringAbout({ put: [], remove: [key] });
    await this.recordOrTakeBack(key, record);
  }

  /** Inside `alone`: changes what is in effect, all or nothing, as far as it is not so already. @throws what the effect throws */
  async bringAbout({ put, remove, arriving = [] }: EffectChange<Attributes>): Promise<void> {
    const changed = put.filter((item) => this.applied.get(itemKey(item)) !== itemText(item));
    const leaving = remove.filter((key) => this.applied.has(key));
    if (changed.length || leaving.length) await this.apply({ put: changed, remove: leaving, arriving });
  }

  /** Inside `alone`: makes the effect as it is recorded, after something could not be recorded; repeats what fails. */
  async takeBack(keys: string[]): Promise<void> {
    this.later(await this.follow(keys), 0);
  }

  /** Follows the record for these keys as soon as it is their turn; repeats it for those that fail, until they succeed. */
  soon(keys: string[], failures = 0): void {
    if (this.state !== 'started') return;
    void this.alone(() => this.follow(keys)).then((failed) => this.later(failed, failures));
  }

  private later(failed: string[], before: number): void {
    if (failed.length) this.clock.after(backoff(before), () => this.soon(failed, before + 1));
  }

  private async recordOrTakeBack(key: string, record: () => Promise<void>): Promise<void> {
    try {
      await record();
    } catch (error) {
      await this.takeBack([key]);
      throw error;
    }
  }

  /** Answers the keys for which it failed; one that cannot take effect does not keep the others from it. */
  private async follow(keys: string[]): Promise<string[]> {
    try {
      await this.bringAbout({ put: keys.flatMap((key) => this.wanted(key) ?? []), remove: keys.filter((key) => !this.wanted(key)) });
      return [];
    } catch (error) {
      if (keys.length === 1) {
        log.error({ err: error, rule: keys[0] }, 'A rule cannot be brought into effect as it is recorded; trying again.');
        return keys;
      }
    }
    const failed: string[] = [];
    for (const key of keys) failed.push(...(await this.follow([key])));
    return failed;
  }

  private async apply(change: EffectChange<Attributes>): Promise<void> {
    await this.effect.change(change);
    for (const key of change.remove) this.applied.delete(key);
    for (const item of change.put) this.applied.set(itemKey(item), itemText(item));
  }
}
