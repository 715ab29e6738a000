import type { AppRule } from '../../src/modules/app-rules/domain/app-rule.js';
import { keyOf } from '../../src/modules/app-rules/domain/app-rule.js';
import { Convergence } from '../../src/modules/app-rules/domain/convergence.js';
import type { RuleEffect } from '../../src/modules/app-rules/domain/rule-effect.js';
import { TestClock } from '../support/test-clock.js';

type Rule = AppRule<string>;

const rule = (ruleId: string, attributes = ruleId): Rule => ({ appInstanceId: 'app', ruleId, position: 1, attributes, withheld: false });

/** An effect that refuses the rules that it is told to refuse. */
class FakeEffect implements RuleEffect<string> {
  readonly enforces = true;
  readonly held = new Map<string, string>();
  readonly refused = new Set<string>();
  changes = 0;

  check(): void {}

  async start(rules: Rule[]): Promise<void> {
    this.held.clear();
    for (const each of rules) if (!this.refused.has(keyOf(each))) this.held.set(keyOf(each), each.attributes);
  }

  async change({ put, remove }: { put: Rule[]; remove: string[] }): Promise<void> {
    this.changes += 1;
    if ([...put.map(keyOf), ...remove].some((key) => this.refused.has(key))) throw new Error('refused');
    for (const key of remove) this.held.delete(key);
    for (const each of put) this.held.set(keyOf(each), each.attributes);
  }

  holds(key: string): boolean {
    return this.held.has(key);
  }
}

const REFUSAL = new Error('not recorded');

describe('the convergence of the effect with the record', () => {
  let effect: FakeEffect;
  let record: Map<string, Rule>;
  let clock: TestClock;
  let convergence: Convergence<string>;

  const [one, two, three] = ['one', 'two', 'three'].map((id) => rule(id)) as [Rule, Rule, Rule];
  const note = (...rules: Rule[]) => rules.forEach((each) => record.set(keyOf(each), each));
  const forget = (each: Rule) => record.delete(keyOf(each));
  const held = () => [...effect.held.values()].toSorted();
  const settled = () => convergence.alone(async () => undefined);

  beforeEach(async () => {
    effect = new FakeEffect();
    record = new Map();
    clock = new TestClock();
    convergence = new Convergence(effect, (key) => record.get(key), clock);
    await convergence.start([]);
  });

  it('begins with what is recorded and wanted', async () => {
    note(one, two);
    await convergence.start([one, two, three]);
    expect(held()).toEqual(['one', 'two']);
  });

  it('follows what comes, changes and goes', async () => {
    note(one, two);
    convergence.soon([keyOf(one), keyOf(two)]);
    await settled();
    expect(held()).toEqual(['one', 'two']);
    note(rule('one', 'changed'));
    forget(two);
    convergence.soon([keyOf(one), keyOf(two)]);
    await settled();
    expect(held()).toEqual(['changed']);
  });

  it('changes nothing where nothing has changed', async () => {
    note(one);
    convergence.soon([keyOf(one)]);
    convergence.soon([keyOf(one), keyOf(three)]);
    await settled();
    expect(effect.changes).toBe(1);
  });

  it('puts a rule into effect before it is recorded', async () => {
    await convergence.with(one, true, async () => {
      expect(held()).toEqual(['one']);
      note(one);
    });
    expect(held()).toEqual(['one']);
    await convergence.with(one, false, async () => expect(held()).toEqual([]));
  });

  it.each<[string, (recording: () => Promise<void>) => Promise<void>]>([
    ['replaced', (recording) => convergence.with(rule('one', 'replaced'), true, recording)],
    ['taken out', (recording) => convergence.with(rule('one', 'inactive'), false, recording)],
    ['removed', (recording) => convergence.without(keyOf(one), recording)],
  ])('takes the effect back when it cannot be recorded that a rule is %s', async (_name, change) => {
    note(one);
    convergence.soon([keyOf(one)]);
    await settled();
    await expect(change(async () => Promise.reject(REFUSAL))).rejects.toBe(REFUSAL);
    expect(held()).toEqual(['one']);
  });

  it('takes a new rule out of effect when it cannot be recorded', async () => {
    await expect(convergence.with(one, true, async () => Promise.reject(REFUSAL))).rejects.toBe(REFUSAL);
    expect(held()).toEqual([]);
  });

  it('records nothing when there is no effect', async () => {
    effect.refused.add(keyOf(one));
    let recorded = false;
    await expect(convergence.with(one, true, async () => void (recorded = true))).rejects.toThrow('refused');
    expect(recorded).toBe(false);
  });

  it('brings the others into effect when one is refused, and repeats that one until it succeeds', async () => {
    effect.refused.add(keyOf(two));
    note(one, two, three);
    convergence.soon([one, two, three].map(keyOf));
    await settled();
    expect(held()).toEqual(['one', 'three']);
    await clock.advance(10_000);
    expect(held()).toEqual(['one', 'three']);
    effect.refused.clear();
    await clock.advance(60_000);
    expect(held()).toEqual(['one', 'three', 'two']);
    const { changes } = effect;
    await clock.advance(600_000);
    expect(effect.changes).toBe(changes);
  });

  it('repeats with growing pauses, of a minute at most', async () => {
    effect.refused.add(keyOf(one));
    note(one);
    convergence.soon([keyOf(one)]);
    await settled();
    const attempts: number[] = [];
    for (const minute of Array.from({ length: 6 }, (_, i) => i + 1)) {
      await clock.advance(60_000);
      attempts[minute] = effect.changes;
    }
    expect(attempts[1]).toBeLessThan(10);
    expect(attempts[6]! - attempts[2]!).toBe(4);
  });

  it('repeats what could not be taken back', async () => {
    note(one);
    convergence.soon([keyOf(one)]);
    await settled();
    const recording = async () => {
      effect.refused.add(keyOf(one));
      throw REFUSAL;
    };
    await expect(convergence.without(keyOf(one), recording)).rejects.toBe(REFUSAL);
    expect(held()).toEqual([]);
    effect.refused.clear();
    await clock.advance(1000);
    expect(held()).toEqual(['one']);
  });

  it('follows nothing before the start and after the stop', async () => {
    const late = new Convergence(effect, (key) => record.get(key), clock);
    note(one);
    late.soon([keyOf(one)]);
    await late.alone(async () => undefined);
    await convergence.stop();
    convergence.soon([keyOf(one)]);
    await settled();
    expect(held()).toEqual([]);
  });
});
