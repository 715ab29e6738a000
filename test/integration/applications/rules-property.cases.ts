import fc from 'fast-check';
import type { RuleAttributes } from '../../../src/modules/app-rules/index.js';
import { unavailable } from '../../../src/modules/common/problem/index.js';
import { appInfo, instanceOf, REGISTRATIONS, type Rule, RULE_KINDS, type RuleKindName, useApplications } from '../../support/managed-applications.js';
import { RecordingEffect } from '../../support/recording-effect.js';

const RUNS = 30;
/** More than failures are made. */
const REPETITIONS = 10;
const KINDS = ['traffic', 'dns'] as const;

type Target = { kind: RuleKindName; ruleId: string; number: number; active: boolean };

type Action =
  | ({ do: 'create' | 'replace' | 'remove' } & Target)
  | { do: 'stop' | 'terminate'; seconds: number }
  | { do: 'confirm' | 'ready' | 'deregister' | 'register' | 'wait' };

/** Which of the next ones fail; those after them do not. */
type Failures = boolean[];

/** Actions that are begun at once, and which changes of effects (of each kind) and which records fail meanwhile. */
interface Step {
  actions: Action[];
  failingEffects: Failures;
  failingRecords: Failures;
}

const target = {
  kind: fc.constantFrom(...KINDS),
  ruleId: fc.constantFrom('one', 'two', 'three'),
  number: fc.integer({ min: 0, max: 255 }),
  active: fc.boolean(),
};

const among = <Value>(...choices: [weight: number, value: Value][]): fc.Arbitrary<Value> =>
  fc.oneof(...choices.map(([weight, value]) => ({ weight, arbitrary: fc.constant(value) })));

const action: fc.Arbitrary<Action> = fc.oneof(
  { weight: 5, arbitrary: fc.record({ do: among<'create' | 'replace' | 'remove'>([2, 'create'], [2, 'replace'], [1, 'remove']), ...target }) },
  { weight: 3, arbitrary: fc.record({ do: among<'stop' | 'terminate'>([4, 'stop'], [1, 'terminate']), seconds: fc.constantFrom(0, 0, 1, 60) }) },
  { weight: 4, arbitrary: fc.record({ do: among<'confirm' | 'ready' | 'deregister' | 'register' | 'wait'>([3, 'confirm'], [5, 'ready'], [1, 'deregister'], [2, 'register'], [2, 'wait']) }) },
);

const failures = fc.oneof(fc.constant<Failures>([]), fc.array(fc.boolean(), { maxLength: 6 }));

const step: fc.Arbitrary<Step> = fc.record({ actions: fc.array(action, { minLength: 1, maxLength: 4, size: 'max' }), failingEffects: failures, failingRecords: failures });

const REFUSED = unavailable('It is refused now.');

describe('rules in any order of events', () => {
  const world = useApplications();
  const effects = {} as Record<RuleKindName, RecordingEffect>;
  let failingRecords: Failures = [];

  beforeAll(() => {
    for (const kind of KINDS) effects[kind] = RecordingEffect.install(world, kind);
    const append = world.eventLog.append.bind(world.eventLog);
    Object.assign(world.eventLog, {
      append: async (...parameters: Parameters<typeof append>) => {
        if (failingRecords.shift()) throw REFUSED;
        return append(...parameters);
      },
    });
  });

  function fail(effectsToFail: Failures, recordsToFail: Failures): void {
    for (const kind of KINDS) {
      const left = [...effectsToFail];
      effects[kind].failure = () => (left.shift() ? REFUSED : undefined);
    }
    failingRecords = [...recordsToFail];
  }

  const rulePath = (application: string, { kind, ruleId }: Target) => `${world.rulesOf(application, kind)}/${ruleId}`;
  const ruleBody = ({ kind, number, active }: Target) => RULE_KINDS[kind].body({ ...RULE_KINDS[kind].changed(number), state: active ? 'ACTIVE' : 'INACTIVE' });

  function send(application: string, wanted: Action): PromiseLike<{ status: number }> {
    const { api } = world;
    switch (wanted.do) {
      case 'create':
        return api.post(world.rulesOf(application, wanted.kind)).send({ ...ruleBody(wanted), [RULE_KINDS[wanted.kind].idAttribute]: wanted.ruleId });
      case 'replace':
        return api.put(rulePath(application, wanted)).send({ ...ruleBody(wanted), [RULE_KINDS[wanted.kind].idAttribute]: 'ignored' });
      case 'remove':
        return api.delete(rulePath(application, wanted));
      case 'stop':
        return world.terminate(application, 'STOPPING', wanted.seconds);
      case 'terminate':
        return world.terminate(application, 'TERMINATING', wanted.seconds);
      case 'confirm':
        return api.get(instanceOf(application)).then(({ body }) => world.confirm(application, (body as { termination?: { operationAction: 'STOPPING' } }).termination?.operationAction ?? 'STOPPING'));
      case 'ready':
        return world.ready(application);
      case 'deregister':
        return api.delete(`${REGISTRATIONS}/${application}`);
      case 'register':
        return api.post(REGISTRATIONS).send(appInfo({ appInstanceId: application }));
      case 'wait':
        return world.clock.advance(1500).then(() => ({ status: 200 }));
    }
  }

  async function rulesShown(application: string, kind: RuleKindName): Promise<Record<string, RuleAttributes>> {
    const { body, status } = await world.api.get(world.rulesOf(application, kind));
    if (status === 404) return {};
    return Object.fromEntries((body as Rule[]).map(({ [RULE_KINDS[kind].idAttribute]: id, ...attributes }) => [id as string, attributes as RuleAttributes]));
  }

  const activeOnes = (rules: Record<string, RuleAttributes>) => Object.fromEntries(Object.entries(rules).filter(([, { state }]) => state === 'ACTIVE'));

  /** What the database says shall be in effect. */
  async function recorded(application: string, kind: RuleKindName): Promise<Record<string, RuleAttributes>> {
    const [instance] = await world.rows<{ state: string }>(`SELECT state FROM app_instance WHERE app_instance_id = '${application}'`);
    const rows = await world.rows<{ rule_id: string; attributes: string }>(`SELECT rule_id, attributes FROM app_rule WHERE app_instance_id = '${application}' AND kind = '${kind}'`);
    if (!instance && rows.length > 0) throw new Error('Rules are recorded of an application that nobody knows.');
    if (!instance || instance.state === 'STOPPED') return {};
    return activeOnes(Object.fromEntries(rows.map(({ rule_id, attributes }) => [rule_id, JSON.parse(attributes) as RuleAttributes])));
  }

  /** Looks at what is shown as active, again and again until `done`, and notes what was not in effect. */
  async function watch(application: string, done: Promise<unknown>, faults: string[]): Promise<void> {
    let over = false;
    void done.finally(() => (over = true));
    while (!over)
      for (const kind of KINDS) {
        const heldBefore = Object.keys(effects[kind].of(application));
        const changesBefore = effects[kind].changes.length;
        const shown = Object.keys(activeOnes(await rulesShown(application, kind)));
        const put = effects[kind].changes.slice(changesBefore).flatMap((change) => change.put.filter((rule) => rule.appInstanceId === application).map(({ ruleId }) => ruleId));
        const held = new Set([...heldBefore, ...put]);
        faults.push(...shown.filter((ruleId) => !held.has(ruleId)).map((ruleId) => `The ${kind} rule ${ruleId} is shown as active and is not in effect.`));
      }
  }

  /** Lets time pass, as long as it takes to repeat all that has failed. */
  async function expectAgreementSoon(application: string): Promise<void> {
    for (let left = REPETITIONS; left > 1; left--) {
      await world.clock.advance(1000);
      const agreed = await expectAgreement(application).then(() => true, () => false);
      if (agreed) return;
    }
    await expectAgreement(application);
  }

  async function expectAgreement(application: string): Promise<void> {
    for (const kind of KINDS) {
      const inEffect = effects[kind].of(application);
      expect(activeOnes(await rulesShown(application, kind))).toEqual(inEffect);
      expect(await recorded(application, kind)).toEqual(inEffect);
    }
  }

  it('are shown as active only while they are in effect, and in the end what is recorded is in effect', async () => {
    const run = async (steps: Step[]) => {
      const application = await world.register();
      for (const kind of KINDS) await world.addRule(application, kind, { [RULE_KINDS[kind].idAttribute]: 'one' });
      const faults: string[] = [];
      for (const { actions, ...failing } of steps) {
        fail(failing.failingEffects, failing.failingRecords);
        const sent = Promise.all(actions.map((wanted) => send(application, wanted)));
        const [answers] = await Promise.all([sent, watch(application, sent, faults)]);
        const mayFail = [...failing.failingEffects, ...failing.failingRecords].includes(true);
        expect(answers.map(({ status }) => status).filter((status) => status >= 500 && !(mayFail && status === 503))).toEqual([]);
        fail([], []);
        await expectAgreementSoon(application);
      }
      expect(faults).toEqual([]);
      await world.api.delete(`${REGISTRATIONS}/${application}`);
      for (const kind of KINDS) expect(effects[kind].of(application)).toEqual({});
    };
    await fc.assert(fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 9, size: 'max' }), run), { numRuns: RUNS, ...(process.env['TEST_SEED'] && { seed: Number(process.env['TEST_SEED']) }) });
  }, 300_000);
});
