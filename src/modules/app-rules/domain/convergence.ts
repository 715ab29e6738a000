import type { Clock } from '../../common/clock/index.js';
import { log } from '../../common/log/index.js';
import { Turns } from '../../common/turns/index.js';
import { type AppRule, keyOf } from './app-rule.js';
import type { RuleEffect } from './rule-effect.js';

/** Milliseconds before the first repetition; each further one waits twice as long, up to the longest. */
const RETRY_MS = 1000;
const LONGEST_RETRY_MS = 60_000;

/** Brings what is in effect in line with what is recorded. */
export class Convergence<Attributes> {
  private readonly turns = new Turns();
  /** The rules in effect as they were put, by key. */
  private readonly applied = new Map<string, string>();
  private state: 'new' | 'started' | 'stopped' = 'new';

  /** @param wanted the rule of a key as it is recorded, if it has to be in effect */
  constructor(
    private readonly effect: RuleEffect<Attributes>,
    private readonly wanted: (key: string) => AppRule<Attributes> | undefined,
    private readonly clock: Clock,
  ) {}

  /** Puts the recorded rules into effect. */
  async start(recorded: AppRule<Attributes>[]): Promise<void> {
    const rules = recorded.filter((rule) => this.wanted(keyOf(rule)));
    await this.effect.start(rules);
    for (const rule of rules) if (this.effect.holds(keyOf(rule))) this.applied.set(keyOf(rule), textOf(rule));
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
    if (inEffect) await this.apply([rule], []);
    else await this.takeOut(keyOf(rule));
    await this.recordOrTakeBack(keyOf(rule), record);
  }

  /** Inside `alone`: the same for the removal of a rule. */
  async without(key: string, record: () => Promise<void>): Promise<void> {
    await this.takeOut(key);
    await this.recordOrTakeBack(key, record);
  }

  /** Follows the record for these rules as soon as it is their turn; repeats it for those that fail, until they succeed. */
  soon(keys: string[], delay = RETRY_MS): void {
    if (this.state !== 'started') return;
    void this.alone(() => this.follow(keys)).then((failed) => this.later(failed, delay));
  }

  private later(failed: string[], delay: number): void {
    if (failed.length) this.clock.after(delay, () => this.soon(failed, Math.min(delay * 2, LONGEST_RETRY_MS)));
  }

  private async recordOrTakeBack(key: string, record: () => Promise<void>): Promise<void> {
    try {
      await record();
    } catch (error) {
      this.later(await this.follow([key]), RETRY_MS);
      throw error;
    }
  }

  /** Answers the keys of the rules for which it failed; one that cannot take effect does not keep the others from it. */
  private async follow(keys: string[]): Promise<string[]> {
    try {
      await this.bring(keys);
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

  private async bring(keys: string[]): Promise<void> {
    const put = keys.flatMap((key) => this.wanted(key) ?? []).filter((rule) => this.applied.get(keyOf(rule)) !== textOf(rule));
    const remove = keys.filter((key) => this.applied.has(key) && !this.wanted(key));
    if (put.length || remove.length) await this.apply(put, remove);
  }

  private async takeOut(key: string): Promise<void> {
    if (this.applied.has(key)) await this.apply([], [key]);
  }

  private async apply(put: AppRule<Attributes>[], remove: string[]): Promise<void> {
    await this.effect.change({ put, remove });
    for (const key of remove) this.applied.delete(key);
    for (const rule of put) this.applied.set(keyOf(rule), textOf(rule));
  }
}

const textOf = ({ position, attributes }: AppRule<unknown>): string => JSON.stringify([position, attributes]);
