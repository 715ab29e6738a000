import fc from 'fast-check';
import type { RuleMove } from '../../../src/modules/app-rules/index.js';
import { unavailable } from '../../../src/modules/common/problem/index.js';
import { REGISTRATIONS, RULE_KINDS, useApplications } from '../../support/managed-applications.js';
import { RecordingEffect } from '../../support/recording-effect.js';
import { MovesOf } from '../../support/rule-moves.js';

const RUNS = 40;
const IDS = ['a', 'b', 'c', 'd'];
const FORWARDS = ['f', 'g'];
/** More than failures are made. */
const REPETITIONS = 10;
const REFUSED = unavailable('It is refused now.');

interface Wish {
  do: 'stage' | 'purge' | 'move' | 'create' | 'replace' | 'stop' | 'ready';
  /** Of each rule: what a move does with it; the others take the first rule with something. */
  rules: ('release' | 'withhold' | 'remove' | undefined)[];
  forwards: ('put' | 'remove' | undefined)[];
  active: boolean;
  /** The caller cannot record it. */
  fails: boolean;
}

interface Step {
  /** Begun at once. */
  wishes: Wish[];
  failingEffects: boolean[];
}

const wish: fc.Arbitrary<Wish> = fc.record({
  do: fc.constantFrom('stage', 'stage', 'purge', 'move', 'move', 'move', 'move', 'create', 'replace', 'stop', 'ready'),
  rules: fc.array(fc.constantFrom('release', 'release', 'withhold', 'remove', undefined), { minLength: IDS.length, maxLength: IDS.length }),
  forwards: fc.array(fc.constantFrom('put', 'remove', undefined, undefined), { minLength: FORWARDS.length, maxLength: FORWARDS.length }),
  active: fc.boolean(),
  fails: fc.oneof({ weight: 4, arbitrary: fc.constant(false) }, { weight: 1, arbitrary: fc.constant(true) }),
});

const step: fc.Arbitrary<Step> = fc.record({ wishes: fc.array(wish, { minLength: 1, maxLength: 6, size: 'max' }), failingEffects: fc.array(fc.boolean(), { maxLength: 4 }) });

describe('moves of rules in any order, many at once', () => {
  const world = useApplications();
  const platform = new MovesOf(world);
  let effect: RecordingEffect;
  /** The forwards whose move has been recorded. */
  const forwards = new Set<string>();

  beforeAll(() => {
    effect = RecordingEffect.install(world, 'traffic');
  });

  function moveOf(application: string, { rules, forwards: wanted }: Wish): RuleMove {
    const keys = (what: Wish['rules'][number]) => IDS.filter((_id, index) => rules[index] === what).map((trafficRuleId) => ({ appInstanceId: application, trafficRuleId }));
    const named = (what: Wish['forwards'][number]) => FORWARDS.filter((_key, index) => wanted[index] === what);
    const put = named('put').map((key) => ({ key, address: '10.45.0.9', to: '192.0.2.1' }));
    return { release: keys('release'), withhold: keys('withhold'), remove: keys('remove'), forwards: { put, remove: named('remove') } };
  }

  async function carryOut(application: string, wanted: Wish): Promise<unknown> {
    const move = moveOf(application, wanted);
    const keys = [...move.release!, ...move.withhold!, ...move.remove!];
    const trafficRuleId = keys[0]?.trafficRuleId ?? 'a';
    const rule = RULE_KINDS.traffic.body({ state: wanted.active ? 'ACTIVE' : 'INACTIVE' });
    switch (wanted.do) {
      case 'stage':
        return platform.stage(application, { [trafficRuleId]: { state: wanted.active ? 'ACTIVE' : 'INACTIVE' } });
      case 'purge':
        return platform.unit((transaction) => platform.moves.purge(transaction, keys));
      case 'move':
        await platform.moves.move(move, async () => {
          if (wanted.fails) throw REFUSED;
        });
        for (const key of move.forwards!.remove!) forwards.delete(key);
        for (const { key } of move.forwards!.put!) forwards.add(key);
        return;
      case 'create':
        return world.api.post(world.rulesOf(application, 'traffic')).send({ ...rule, trafficRuleId });
      case 'replace':
        return world.api.put(`${world.rulesOf(application, 'traffic')}/${trafficRuleId}`).send({ ...rule, trafficRuleId: 'ignored' });
      case 'stop':
        return world.terminate(application, 'STOPPING', 0);
      case 'ready':
        return world.ready(application);
    }
  }

  /** What the database says shall be in effect is, and is shown so. */
  async function expectAgreement(application: string): Promise<void> {
    const rows = await world.rows<{ rule_id: string }>(
      `SELECT rule_id FROM app_rule WHERE app_instance_id = '${application}' AND NOT withheld AND attributes LIKE '%"state":"ACTIVE"%'
       AND (SELECT state FROM app_instance WHERE app_instance_id = '${application}') <> 'STOPPED'`,
    );
    const inEffect = Object.keys(effect.of(application)).sort();
    expect(rows.map(({ rule_id }) => rule_id).sort()).toEqual(inEffect);
    expect(platform.rules.list(application).filter((rule) => platform.rules.stateOf(rule) === 'ACTIVE').map(({ ruleId }) => ruleId).sort()).toEqual(inEffect);
    expect([...effect.forwards.keys()].sort()).toEqual([...forwards].sort());
  }

  async function expectAgreementSoon(application: string): Promise<void> {
    for (let left = REPETITIONS; left > 1; left--) {
      await world.clock.advance(1000);
      const agreed = await expectAgreement(application).then(() => true, () => false);
      if (agreed) return;
    }
    await expectAgreement(application);
  }

  it('leave in effect what is recorded, active and not withheld', async () => {
    let [moved, refused] = [0, 0];
    const run = async (steps: Step[]) => {
      const application = await world.register();
      for (const { wishes, failingEffects } of steps) {
        const left = [...failingEffects];
        effect.failure = () => (left.shift() ? REFUSED : undefined);
        const outcomes = await Promise.allSettled(wishes.map((wanted) => carryOut(application, wanted)));
        const ofMoves = outcomes.filter((_outcome, index) => wishes[index]!.do === 'move');
        moved += ofMoves.filter(({ status }) => status === 'fulfilled').length;
        refused += ofMoves.filter(({ status }) => status === 'rejected').length;
        effect.failure = () => undefined;
        await expectAgreementSoon(application);
      }
      await world.api.delete(`${REGISTRATIONS}/${application}`);
    };
    await fc.assert(fc.asyncProperty(fc.array(step, { minLength: 2, maxLength: 8, size: 'max' }), run), { numRuns: RUNS, ...(process.env['TEST_SEED'] && { seed: Number(process.env['TEST_SEED']) }) });
    expect([moved > RUNS, refused > RUNS / 4]).toEqual([true, true]);
  }, 300_000);
});
