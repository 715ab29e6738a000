import type { Response, Test } from 'supertest';
import type { RuleAttributes } from '../../../src/modules/app-rules/index.js';
import { impossible, unavailable } from '../../../src/modules/common/problem/index.js';
import { withoutWrites } from '../../support/database-outage.js';
import { eventually } from '../../support/eventually.js';
import { applicationOf, etagOf, REGISTRATIONS, type Rule, RULE_KINDS, useApplications } from '../../support/managed-applications.js';
import { RecordingEffect } from '../../support/recording-effect.js';

const REFUSALS = [
  ['422', () => impossible('The host cannot do that.')],
  ['503', () => unavailable('The host refuses the change.')],
] as const;

describe.each(['traffic', 'dns'] as const)('effect of %s rules', (kind) => {
  const world = useApplications();
  const { resource, idAttribute, body, changed } = RULE_KINDS[kind];
  let effect: RecordingEffect;
  let application: string;
  /** Paths of a rule that is in effect, and of one that is not. */
  let active: string;
  let resting: string;

  beforeAll(() => {
    effect = RecordingEffect.install(world, kind);
  });

  beforeEach(async () => {
    effect.failure = () => undefined;
    effect.refusal = () => undefined;
    application = await world.register();
    active = await world.addRule(application, kind, { [idAttribute]: 'active' });
    resting = await world.addRule(application, kind, { [idAttribute]: 'resting', state: 'INACTIVE' });
  });

  const put = (path: string, changes: object) => world.api.put(path).send({ ...body(changes), [idAttribute]: 'ignored' });
  const atOwnApi = (path: string) => `${applicationOf(application)}/${resource}/${path.split('/').at(-1)}`;

  const writes: Record<string, () => Test> = {
    'a new rule': () => world.api.post(world.rulesOf(application, kind)).send(body({ [idAttribute]: 'new', ...changed(3) })),
    'an activation': () => put(resting, {}),
    'an activation by the application': () => put(atOwnApi(resting), {}),
    'a change': () => put(active, changed(4)),
    'a deactivation': () => put(active, { state: 'INACTIVE' }),
    'a deactivation by the application': () => put(atOwnApi(active), { state: 'INACTIVE' }),
    'a change together with a deactivation': () => put(active, { ...changed(5), state: 'INACTIVE' }),
    'a removal': () => world.api.delete(active),
  };
  const puts = ['a new rule', 'an activation', 'an activation by the application', 'a change'];

  const shown = (answer: Response): [unknown, string] => [answer.body, etagOf(answer)];

  /** All that can be seen of the rules, and what is in effect. */
  async function situation(): Promise<unknown> {
    const reads = [world.rulesOf(application, kind), active, resting, atOwnApi(active), atOwnApi(resting)];
    const answers: unknown[] = [];
    for (const path of reads) answers.push(shown(await world.api.get(path).expect(200)));
    const rows = await world.rows(`SELECT * FROM app_rule WHERE app_instance_id = '${application}' ORDER BY rule_id`);
    return { answers, rows, effect: effect.of(application) };
  }

  const logged = async () => (await world.eventLog.read(0)).length;

  it.each(puts.flatMap((name) => REFUSALS.map(([status, refusal]) => [name, status, refusal] as const)))('%s that is refused with %s changes nothing', async (name, status, refusal) => {
    const [before, events] = [await situation(), await logged()];
    effect.failure = () => refusal();
    const answer = await writes[name]!().expect(Number(status));
    expect(answer.body).toMatchObject({ detail: refusal().message });
    effect.failure = () => undefined;
    expect(await situation()).toEqual(before);
    expect(await logged()).toBe(events);
    await writes[name]!().expect(name === 'a new rule' ? 201 : 200);
  });

  it.each(['a deactivation', 'a deactivation by the application', 'a change together with a deactivation', 'a removal'])('%s that the host refuses changes nothing', async (name) => {
    const before = await situation();
    effect.failure = () => unavailable('The host refuses the change.');
    const { headers } = await writes[name]!().expect(503);
    expect(headers['retry-after']).toMatch(/^\d+$/);
    effect.failure = () => undefined;
    expect(await situation()).toEqual(before);
  });

  it.each(puts)('%s that can never take effect is not tried', async (name) => {
    const before = await situation();
    effect.refusal = () => impossible('Never.');
    const { length } = effect.changes;
    await writes[name]!().expect(422);
    expect(effect.changes).toHaveLength(length);
    expect(await situation()).toEqual(before);
  });

  it('a rule that shall rest is not asked whether it can take effect', async () => {
    effect.refusal = () => impossible('Never.');
    await put(resting, { state: 'INACTIVE' }).expect(200);
    await put(active, { state: 'INACTIVE' }).expect(200);
    await put(active, {}).expect(422);
    expect(await world.rule(active)).toMatchObject({ state: 'INACTIVE' });
  });

  it.each(Object.keys(writes))('%s that cannot be recorded is taken back', async (name) => {
    const before = await situation();
    await withoutWrites(world.platform.databaseUrl, async () => void (await writes[name]!().expect(503)));
    expect(await situation()).toEqual(before);
    const { status } = await writes[name]!();
    expect([200, 201, 204]).toContain(status);
  });

  it.each(Object.keys(writes))('%s that cannot be recorded and cannot be taken back at once is taken back as soon as possible', async (name) => {
    const before = await situation();
    await withoutWrites(world.platform.databaseUrl, async () => {
      let changes = 0;
      effect.failure = () => (changes++ === 0 ? undefined : unavailable('The host refuses the change.'));
      await writes[name]!().expect(503);
    });
    await world.clock.advance(3000);
    effect.failure = () => undefined;
    await world.passTimeUntil(async () => expect(await situation()).toEqual(before));
    await world.clock.advance(5000);
    expect(await situation()).toEqual(before);
  });

  const ends: Record<string, () => Promise<unknown>> = {
    'is terminated': () => world.terminate(application, 'TERMINATING', 0).expect(202),
    'deregisters': () => world.api.delete(`${REGISTRATIONS}/${application}`).expect(204),
    'confirms its termination': async () => {
      await world.terminate(application, 'TERMINATING', 60).expect(202);
      await world.confirm(application, 'TERMINATING').expect(204);
    },
  };

  it.each(Object.entries(ends))('ends although the host refuses at first, when the application %s', async (_case, end) => {
    effect.failNext(3, unavailable('The host refuses the change.'));
    await end();
    await world.api.get(active).expect(404);
    expect(Object.keys(effect.of(application))).toEqual(['active']);
    await world.passTimeUntil(() => expect(effect.of(application)).toEqual({}));
    const { length } = effect.changes;
    await world.clock.advance(10_000);
    expect(effect.changes).toHaveLength(length);
  });

  it('lasts, and is shown, until the host lets go of it when the application is stopped', async () => {
    effect.failNext(3, unavailable('The host refuses the change.'));
    await world.terminate(application, 'STOPPING', 0).expect(202);
    expect(await world.rule(active)).toMatchObject({ state: 'ACTIVE' });
    await world.passTimeUntil(async () => expect(await world.rule(active)).toMatchObject({ state: 'INACTIVE' }));
    expect(effect.of(application)).toEqual({});
    effect.failNext(3, unavailable('The host refuses the change.'));
    await world.ready(application).expect(204);
    expect(await world.rule(active)).toMatchObject({ state: 'INACTIVE' });
    await world.passTimeUntil(async () => expect(await world.rule(active)).toMatchObject({ state: 'ACTIVE' }));
    expect(Object.keys(effect.of(application))).toEqual(['active']);
  });

  it('does not come back when the application has ended before the host would take it', async () => {
    await world.terminate(application, 'STOPPING', 0).expect(202);
    effect.failure = () => unavailable('The host refuses the change.');
    await world.ready(application).expect(204);
    await world.terminate(application, 'TERMINATING', 0).expect(202);
    effect.failure = () => undefined;
    await world.clock.advance(10_000);
    expect(effect.of(application)).toEqual({});
  });

  it('of a new application stays although the end of the former of the same ids is still being repeated', async () => {
    effect.failNext(2, unavailable('The host refuses the change.'));
    await world.terminate(application, 'TERMINATING', 0).expect(202);
    effect.failNext(1, unavailable('The host refuses the change.'));
    await world.register({ appInstanceId: application });
    await world.api.post(world.rulesOf(application, kind)).send(body({ [idAttribute]: 'active', ...changed(9) })).expect(503);
    await world.addRule(application, kind, { [idAttribute]: 'active', ...changed(9) });
    await world.clock.advance(10_000);
    expect(effect.of(application)).toEqual({ active: expect.objectContaining(changed(9)) as RuleAttributes });
    expect(await world.rule(active)).toMatchObject({ state: 'ACTIVE', ...changed(9) });
  });

  it('does not begin while the application is stopped, whatever is done to the rule', async () => {
    await world.terminate(application, 'STOPPING', 0).expect(202);
    const { length } = effect.changes;
    for (const name of ['a new rule', 'an activation', 'a change'])
      expect((await writes[name]!()).body).toMatchObject({ state: 'INACTIVE' });
    expect(effect.changes).toHaveLength(length);
    await world.ready(application).expect(204);
    expect(Object.keys(effect.of(application)).sort()).toEqual(['active', 'new', 'resting']);
    expect(effect.of(application)['active']).toMatchObject(changed(4));
  });

  it('does not flare up when a stopped application is terminated', async () => {
    await world.terminate(application, 'STOPPING', 0).expect(202);
    const { length } = effect.changes;
    await world.terminate(application, 'TERMINATING', 60).expect(202);
    expect(effect.changes.slice(length)).toEqual([]);
  });

  it('of one rule does not wait for that of another which cannot come about', async () => {
    await put(resting, changed(8)).expect(200);
    await world.terminate(application, 'STOPPING', 0).expect(202);
    effect.failure = ({ put: rules }) => (rules.some(({ ruleId }) => ruleId === 'resting') ? impossible('The host cannot do that.') : undefined);
    await world.ready(application).expect(204);
    await world.passTimeUntil(async () => expect(await world.rule(active)).toMatchObject({ state: 'ACTIVE' }));
    expect(await world.rule(resting)).toMatchObject({ state: 'INACTIVE' });
    effect.failure = () => undefined;
    await world.passTimeUntil(async () => expect(await world.rule(resting)).toMatchObject({ state: 'ACTIVE' }));
  });

  it('is there while the answer comes, and until it', async () => {
    const { body: created } = await world.api.post(world.rulesOf(application, kind)).send(body({ [idAttribute]: 'new' })).expect(201);
    expect(created).toMatchObject({ state: 'ACTIVE' });
    expect(Object.keys(effect.of(application)).sort()).toEqual(['active', 'new']);
    await world.api.delete(active).expect(204);
    expect(Object.keys(effect.of(application))).toEqual(['new']);
    expect((await put(resting, changed(7)).expect(200)).body as Rule).toMatchObject({ state: 'ACTIVE', ...changed(7) });
    expect(effect.of(application)['resting']).toMatchObject(changed(7));
    await world.terminate(application, 'TERMINATING', 60).expect(202);
    expect(Object.keys(effect.of(application)).sort()).toEqual(['new', 'resting']);
    await world.confirm(application, 'TERMINATING').expect(204);
    expect(effect.of(application)).toEqual({});
    await eventually(async () => expect(await world.rows(`SELECT * FROM app_rule WHERE app_instance_id = '${application}'`)).toEqual([]));
  });
});
