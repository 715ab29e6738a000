import { jest } from '@jest/globals';
import { impossible, unavailable } from '../../../src/modules/common/problem/index.js';
import { UnitOfWork } from '../../../src/modules/common/unit-of-work/index.js';
import { eventually } from '../../support/eventually.js';
import { inTime } from '../../support/in-time.js';
import { LedPlatform } from '../../support/placement/led-platform.js';
import { type PlatformOptions, startPlatform } from '../../support/platform.js';
import { ranPath, step } from '../../support/ran.js';
import { TestClock } from '../../support/test-clock.js';
import { car, enb, eutranCell, external, handoverReport, START } from '../../unit/ran-scenes.js';

const CAR = { type: 1 as const, value: '10.45.0.21' };
const VAN = { type: 1 as const, value: '10.45.0.22' };
const CLOUDS = { fog: { cells: ['west-1'], address: '192.0.2.1' }, edge: { cells: ['east-1'], address: '192.0.2.2' } };

/** Two eNBs, a car on its way from one to the other, and a van that is where it is told to be. */
const road = {
  name: 'road',
  startTime: new Date(START).toISOString(),
  clock: { mode: 'STEPPED' as const, state: 'RUNNING' as const },
  configuration: { shadowing: false, reportConfigs: [handoverReport] },
  baseStations: [enb('west', 1, 0), enb('east', 2, 1000)],
  cells: [eutranCell('west-1', 'west', '0000101', { neighbours: ['east-1'] }), eutranCell('east-1', 'east', '0000201', { neighbours: ['west-1'] })],
  ues: [car('car', 400, 1000, { associateId: [CAR] }), external('van', { associateId: [VAN] })],
};

describe('switching', () => {
  let led: LedPlatform;
  let clock: TestClock;

  const start = async (options: PlatformOptions = {}) => {
    clock = new TestClock();
    led = new LedPlatform(await startPlatform({ clock, ...options }));
  };
  const tellVan = async (servingCell: string | undefined) => {
    await led.api.post(ranPath('events')).send([{ kind: 'UE_STATE', state: { ue: 'van', attached: servingCell !== undefined, ...(servingCell && { servingCell }) } }]).expect(204);
  };
  /** The van is a user, served by fog, and both copies are READY. */
  const servedVan = async () => {
    await tellVan('east-1');
    await led.put('van', VAN);
    await led.ready('edge');
    await tellVan('west-1');
    await led.ready('fog');
    await eventually(() => expect([led.servedAt('van'), led.inEffect(), led.recorded()]).toEqual(['fog', ['fog placement-van'], ['fog placement-van']]));
    led.effect.changes.length = 0;
  };

  beforeEach(async () => {
    await start();
    await led.api.put(ranPath('scenario')).send(road).expect(200);
    await led.build(CLOUDS);
  });

  it('follows a UE that is handed over: its rule comes to the other copy in one change of the data plane', async () => {
    await led.put('car', CAR);
    const fog = await led.ready('fog');
    await eventually(() => expect(led.user()).toMatchObject({ place: { cellId: 'west-1' }, servedBy: fog.deploymentId, ruleAt: fog.deploymentId }));
    expect(led.effect.of(fog.deploymentId)).toEqual({
      'placement-car': {
        filterType: 'FLOW', priority: 100, trafficFilter: [{ srcAddress: ['10.45.0.21'], dstAddress: ['198.51.100.80'] }], action: 'FORWARD_DECAPSULATED', dstInterface: { interfaceType: 'IP', dstIpAddress: '192.0.2.1' }, state: 'ACTIVE',
      },
    });
    await step(led.api, 30_000);
    const edge = await led.ready('edge');
    await eventually(() => expect(led.user()).toMatchObject({ place: { cellId: 'east-1' }, firstCloud: 'edge', previousCloud: 'fog', servedBy: edge.deploymentId, ruleAt: edge.deploymentId, lastMove: { wasReady: false, switchedAfter: expect.any(Number) } }));
    expect(led.effect.changes).toHaveLength(2);
    const { put, remove } = led.effect.changes[1]!;
    expect(put.map(({ appInstanceId, ruleId }) => [appInstanceId, ruleId])).toEqual([[edge.deploymentId, 'placement-car']]);
    expect(remove).toEqual([JSON.stringify([fog.deploymentId, 'placement-car'])]);
    expect(led.recorded()).toEqual(['edge placement-car']);
    await eventually(() => expect(led.world.referencesOf(led.user())).toEqual([expect.objectContaining({ deploymentId: edge.deploymentId, role: 'SERVING' })]));
    expect(led.world.deployment(fog.deploymentId)).toHaveProperty('unusedSince');
  });

  it('keeps the old copy while the data plane refuses, and tries again more and more seldom', async () => {
    await servedVan();
    const tries: number[] = [];
    led.effect.failure = () => (tries.push(clock.now()) < 3 ? unavailable('The data plane is away.') : undefined);
    await tellVan('east-1');
    await eventually(() => expect(tries).toHaveLength(1));
    await eventually(() => expect(led.recorded()).toEqual(['fog placement-van']));
    expect([led.servedAt('van'), await led.stateOf('van'), led.inEffect()]).toEqual(['fog', 'SERVED_ELSEWHERE', ['fog placement-van']]);
    await inTime(clock, () => expect([led.servedAt('van'), led.inEffect(), led.recorded()]).toEqual(['edge', ['edge placement-van'], ['edge placement-van']]));
    expect(tries[1]! - tries[0]!).toBeGreaterThanOrEqual(1000);
    expect(tries[2]! - tries[1]!).toBeGreaterThanOrEqual(2000);
    const { servedBy, ruleAt, lastMove } = led.user('van');
    expect([servedBy, lastMove]).toEqual([ruleAt, { at: tries[0], wasReady: true, switchedAfter: expect.any(Number) }]);
    expect(lastMove!.switchedAfter).toBeGreaterThanOrEqual(tries[2]! - tries[0]!);
    expect([led.effect.changes.length, await led.stateOf('van')]).toEqual([1, 'SERVED']);
  });

  it('gives up what the data plane refuses when the user is back', async () => {
    await servedVan();
    const refused = jest.fn(() => unavailable('The data plane is away.'));
    led.effect.failure = refused;
    await tellVan('east-1');
    await eventually(() => expect(refused).toHaveBeenCalledTimes(1));
    await tellVan('west-1');
    await eventually(() => expect(led.user('van')).toMatchObject({ firstCloud: 'fog' }));
    for (let second = 0; second < 60; second++) await clock.advance(2000);
    expect(refused).toHaveBeenCalledTimes(1);
    expect([led.servedAt('van'), led.recorded(), led.effect.changes]).toEqual(['fog', ['fog placement-van'], []]);
  });

  it('keeps one user that is refused from nobody else', async () => {
    const addresses = Array.from({ length: 20 }, (_each, number) => `10.46.0.${number}`);
    await led.api.put(ranPath('scenario')).send({ ...road, ues: addresses.map((value, number) => external(`ue-${number}`, { associateId: [{ type: 1, value }] })) }).expect(200);
    const tellAll = (servingCell: string) =>
      led.api.post(ranPath('events')).send(addresses.map((_value, number) => ({ kind: 'UE_STATE', state: { ue: `ue-${number}`, attached: true, servingCell } }))).expect(204);
    await tellAll('west-1');
    for (const [number, value] of addresses.entries()) await led.put(`user-${number}`, { type: 1, value });
    await eventually(() => expect([led.inEffect().length, led.recorded()]).toEqual([20, led.inEffect()]));
    led.effect.changes.length = 0;
    led.effect.failure = ({ put }) => (put.some(({ ruleId }) => ruleId === 'placement-user-7') ? impossible('Not this one.') : undefined);
    await tellAll('east-1');
    await eventually(() => expect(led.recorded().filter((rule) => rule.startsWith('edge') && !rule.endsWith('withheld'))).toHaveLength(19));
    expect([led.servedAt('user-7'), led.inEffect().filter((rule) => rule.startsWith('fog'))]).toEqual(['fog', ['fog placement-user-7']]);
    expect(led.effect.changes.length).toBeLessThan(10);
    led.effect.failure = () => undefined;
    await inTime(clock, () => expect(led.servedAt('user-7')).toBe('edge'));
  });

  it('changes the rule where it is when the application or the user is another one, and takes it away with the address', async () => {
    await servedVan();
    const { body, headers } = await led.api.get('/placement/v1/applications/shop').expect(200);
    const { appName, requirements } = body as { appName: string; requirements: object };
    const put = (changes: object) => led.api.put('/placement/v1/applications/shop').send({ appName, requirements, ...changes }).expect(200);
    expect(headers['etag']).toBeDefined();
    const rule = () => led.effect.of(led.user('van').servedBy!)['placement-van'];
    await put({ userAddress: '198.51.100.81', rulePriority: 7 });
    await eventually(() => expect(rule()).toMatchObject({ priority: 7, trafficFilter: [{ dstAddress: ['198.51.100.81'] }] }));
    await put({});
    await eventually(() => expect([rule(), led.user('van').ruleAt]).toEqual([undefined, undefined]));
    expect(led.servedAt('van')).toBe('fog');
    await put({ userAddress: '198.51.100.80' });
    await eventually(() => expect(rule()).toMatchObject({ priority: 100 }));
    await eventually(() => expect(led.user('van')).toMatchObject({ ruleAt: led.user('van').servedBy }));
  });

  it('puts a rule right that somebody else has changed or removed', async () => {
    await servedVan();
    const [instance, id] = [led.user('van').servedBy!, 'placement-van'];
    await led.rules.replace(instance, id, ({ attributes }) => ({ ...attributes, priority: 3 }), () => undefined);
    await eventually(() => expect([led.effect.of(instance)[id], led.rules.get(instance, id).attributes]).toEqual([expect.objectContaining({ priority: 100 }), expect.objectContaining({ priority: 100 })]));
    await led.rules.remove(instance, id, () => undefined);
    await eventually(() => expect(led.effect.of(instance)[id]).toMatchObject({ priority: 100 }));
  });

  it('removes the rule with the user, or neither', async () => {
    await servedVan();
    led.effect.failNext(1, unavailable('The data plane is away.'));
    await led.remove('van').expect(503);
    expect([led.user('van').userId, led.inEffect()]).toEqual(['van', ['fog placement-van']]);
    await led.remove('van').expect(204);
    expect([led.world.users(), led.inEffect(), led.recorded()]).toEqual([[], [], []]);
  });

  it('sees UEs detach and come back, and a network that is another one', async () => {
    await servedVan();
    await tellVan(undefined);
    await eventually(() => expect(led.user('van')).toMatchObject({ areas: [], outsideSince: clock.now() }));
    expect([led.servedAt('van'), led.inEffect(), await led.outsideReasonOf('van')]).toEqual(['fog', ['fog placement-van'], 'NO_PLACE']);
    await tellVan('east-1');
    await eventually(() => expect(led.inEffect()).toEqual(['edge placement-van']));
    await led.api.put(ranPath('scenario')).send({ ...road, ues: [] }).expect(200);
    await eventually(() => expect(led.user('van')).toMatchObject({ areas: [] }));
    expect(led.user('van')).not.toHaveProperty('place');
  });

  it('does at the start what was left, and nothing else', async () => {
    await servedVan();
    led.effect.failure = () => unavailable('The data plane is away.');
    await tellVan('east-1');
    await eventually(() => expect(led.user('van')).toMatchObject({ firstCloud: 'edge' }));
    await led.platform.stop();
    const environment = { DATABASE_URL: led.platform.databaseUrl };
    await start({ environment });
    await eventually(() => expect([led.servedAt('van'), led.recorded()]).toEqual(['edge', ['edge placement-van']]));
    const user = led.user('van');
    await led.platform.stop();
    await start({ environment });
    await clock.advance(5000);
    expect(led.user('van')).toEqual(user);
    expect(led.recorded()).toEqual(['edge placement-van']);
  });

  it.each(['edge', 'fog'])('brings a rule that was staged before a death to an end, the UE at %s', async (cloudId) => {
    await servedVan();
    const { deploymentId, address } = await led.ready('edge');
    if (cloudId === 'edge') {
      const refused = jest.fn(() => unavailable('The data plane is away.'));
      led.effect.failure = refused;
      await tellVan('east-1');
      await eventually(() => expect([refused.mock.calls.length, led.recorded()]).toEqual([1, ['fog placement-van']]));
    }
    const { attributes } = led.rules.get(led.user('van').ruleAt!, 'placement-van');
    const rule = { appInstanceId: deploymentId, trafficRuleId: 'placement-van', attributes: { ...attributes, dstInterface: { interfaceType: 'IP' as const, dstIpAddress: address! } } };
    await led.platform.server.app.get(UnitOfWork, { strict: false }).run((transaction) => led.rules.moves.stage(transaction, [rule]));
    expect(led.recorded()).toEqual(['edge placement-van withheld', 'fog placement-van']);
    await led.platform.stop();
    await start({ environment: { DATABASE_URL: led.platform.databaseUrl } });
    await eventually(() => expect([led.servedAt('van'), led.recorded()]).toEqual([cloudId, [`${cloudId} placement-van`]]));
  });
});
