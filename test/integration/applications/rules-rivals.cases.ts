import { randomUUID } from 'node:crypto';
import { eventually } from '../../support/eventually.js';
import { appInfo, applicationOf, etagOf, instanceOf, REGISTRATIONS, type Rule, RULE_KINDS, useApplications } from '../../support/managed-applications.js';
import { gate, someTurns } from '../../support/mechanisms.js';
import { RecordingEffect } from '../../support/recording-effect.js';

const RIVALS = 8;
const WAITING = "SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'";

/** Statuses, lowest first, of what is sent several times at once. */
async function rivals(send: (number: number) => PromiseLike<{ status: number }>): Promise<number[]> {
  const answers = await Promise.all(Array.from({ length: RIVALS }, (_, number) => send(number)));
  return answers.map(({ status }) => status).sort();
}

const onceAnd = (first: number, others: number) => [first, ...Array.from({ length: RIVALS - 1 }, () => others)].sort();

describe('registrations of rivals', () => {
  const world = useApplications();

  it('of one appInstanceId: one is there', async () => {
    const appInstanceId = randomUUID();
    const names: string[] = [];
    const register = async (number: number) => {
      const answer = await world.api.post(REGISTRATIONS).send(appInfo({ appInstanceId, appName: `rival ${number}` }));
      if (answer.status === 201) names.push(`rival ${number}`);
      return answer;
    };
    expect(await rivals(register)).toEqual(onceAnd(201, 409));
    expect((await world.api.get(`${REGISTRATIONS}/${appInstanceId}`).expect(200)).body).toMatchObject({ appName: names[0] });
    expect(await world.instance(appInstanceId)).toMatchObject({ appName: names[0] });
  });

  it('without appInstanceId: all are there', async () => {
    expect(await rivals(() => world.api.post(REGISTRATIONS).send(appInfo()))).toEqual(onceAnd(201, 201));
  });

  it('that are replaced with one entity tag: one is there', async () => {
    const appInstanceId = await world.register();
    const path = `${REGISTRATIONS}/${appInstanceId}`;
    const tag = etagOf(await world.api.get(path).expect(200));
    expect(await rivals((number) => world.api.put(path).set('If-Match', tag).send(appInfo({ appName: `rival ${number}` })))).toEqual(onceAnd(204, 412));
  });

  it('that end: they end once', async () => {
    const appInstanceId = await world.register();
    expect(await rivals(() => world.api.delete(`${REGISTRATIONS}/${appInstanceId}`))).toEqual(onceAnd(204, 404));
  });
});

describe.each(['traffic', 'dns'] as const)('%s rules of rivals', (kind) => {
  const world = useApplications();
  const { resource, idAttribute, body, changed } = RULE_KINDS[kind];
  let effect: RecordingEffect;
  let application: string;
  let path: string;

  beforeAll(() => {
    effect = RecordingEffect.install(world, kind);
  });

  beforeEach(async () => {
    application = await world.register();
    path = await world.addRule(application, kind, { [idAttribute]: 'rule' });
  });

  const replacement = (changes: object) => ({ ...body(changes), [idAttribute]: 'ignored' });
  const put = (changes: object, tag?: string) => world.api.put(path).set(tag === undefined ? {} : { 'If-Match': tag }).send(replacement(changes));
  const ownPath = () => `${applicationOf(application)}/${resource}/rule`;

  /** What is shown is in effect, and nothing else is. */
  async function expectAgreement(): Promise<void> {
    const { body: rules } = await world.api.get(world.rulesOf(application, kind)).expect(200);
    const active = (rules as Rule[]).filter(({ state }) => state === 'ACTIVE').map(({ [idAttribute]: id, ...attributes }) => [id as string, attributes] as const);
    expect(effect.of(application)).toEqual(Object.fromEntries(active));
  }

  it('are made once under one id', async () => {
    const answers: Rule[] = [];
    const create = async (number: number) => {
      const answer = await world.api.post(world.rulesOf(application, kind)).send(body({ [idAttribute]: 'new', ...changed(number) }));
      if (answer.status === 201) answers.push(answer.body as Rule);
      return answer;
    };
    expect(await rivals(create)).toEqual(onceAnd(201, 409));
    expect(await world.rule(path.replace(/rule$/, 'new'))).toEqual(answers[0]);
    await expectAgreement();
  });

  it.each<[string, (number: number) => object]>([
    ['changed', (number) => changed(number + 100)],
    ['deactivated', () => ({ state: 'INACTIVE' })],
  ])('are %s once with one entity tag', async (_case, changes) => {
    const tag = etagOf(await world.api.get(path).expect(200));
    expect(await rivals((number) => put(changes(number), tag))).toEqual(onceAnd(200, 412));
    await expectAgreement();
  });

  it('are activated once with one entity tag, which the answer renews', async () => {
    const tag = etagOf(await put({ state: 'INACTIVE' }).expect(200));
    const own = () => world.api.put(ownPath()).set('If-Match', tag).send(replacement({}));
    expect(await rivals((number) => (number % 2 ? put({}, tag) : own()))).toEqual(onceAnd(200, 412));
    const renewed = etagOf(await world.api.get(path).expect(200));
    expect(etagOf(await put(changed(77), renewed).expect(200))).toBe(etagOf(await world.api.get(path)));
    await expectAgreement();
  });

  it('are removed once with one entity tag, or changed before', async () => {
    const tag = etagOf(await world.api.get(path).expect(200));
    const statuses = await rivals((number) => (number % 2 ? put(changed(number), tag) : world.api.delete(path).set('If-Match', tag)));
    const [won, ...others] = statuses;
    expect([200, 204]).toContain(won);
    for (const status of others) expect([404, 412]).toContain(status);
    await expectAgreement();
  });

  it('are as the last of many changes that ask for nothing', async () => {
    const states = ['ACTIVE', 'INACTIVE'];
    expect(await rivals((number) => put({ ...changed(number), state: states[number % 2] }))).toEqual(onceAnd(200, 200));
    await expectAgreement();
  });

  it('go with their application, whatever is done to them meanwhile', async () => {
    const paths: string[] = [];
    for (let number = 0; number < RIVALS; number++) paths.push(await world.addRule(application, kind, { [idAttribute]: `early-${number}` }));
    const requests = paths.flatMap((early, number) => [
      world.api.post(world.rulesOf(application, kind)).send(body({ [idAttribute]: `late-${number}` })),
      number % 2 ? world.api.delete(early) : world.api.put(early).send(replacement(changed(number))),
    ]);
    const answers = await Promise.all([...requests, world.terminate(application, 'TERMINATING', 0)]);
    for (const { status } of answers) expect([200, 201, 202, 204, 404]).toContain(status);
    await world.api.get(instanceOf(application)).expect(404);
    await eventually(() => expect(effect.of(application)).toEqual({}));
    expect(await world.rows(`SELECT * FROM app_rule WHERE app_instance_id = '${application}'`)).toEqual([]);
  });

  it.each(['PUT', 'DELETE'])('go with their application when %s is half done, without a deadlock', async (method) => {
    await world.subscribeToEnd(application, 'http://host.invalid/');
    const before = await world.deadlocks();
    const reached = gate();
    const going = gate();
    const append = world.eventLog.append.bind(world.eventLog);
    Object.assign(world.eventLog, {
      append: async (...parameters: Parameters<typeof append>) => {
        Reflect.deleteProperty(world.eventLog, 'append');
        reached.open();
        await going.passed;
        return append(...parameters);
      },
    });
    const acting = (method === 'PUT' ? put(changed(55)) : world.api.delete(path)).then(({ status }) => status);
    await reached.passed;
    const ending = world.terminate(application, 'TERMINATING', 0).then(({ status }) => status);
    // On PostgreSQL units run side by side until one has to wait for the other; on SQLite the second waits for its turn.
    if (globalThis.DATABASE === 'postgres') await eventually(async () => expect(await world.rows(WAITING)).toHaveLength(1));
    else await someTurns();
    going.open();
    expect([await acting, await ending]).toEqual([method === 'PUT' ? 200 : 204, 202]);
    await eventually(() => expect(effect.of(application)).toEqual({}));
    expect(await world.deadlocks()).toBe(before);
  });
});
