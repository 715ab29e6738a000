import { RuntimePortTaken, RuntimeRefusal, RuntimeUnavailable } from '../../../src/modules/container-runtime/index.js';
import { type DriftTask, HttpWorld, userPath } from '../../support/placement/http-world.js';
import { inTime } from '../../support/in-time.js';
import { type PlainEngine, plainEngines, runsOn } from '../../support/placement/plain-engine.js';
import { placementPath } from '../../support/placement/placement.js';
import { TestClock } from '../../support/test-clock.js';
import { usePlatform } from '../../support/use-platform.js';

const CHECKED = { healthcheck: { test: ['CMD', 'true'] }, ports: ['1216:80'] };

describe('engines that fail; all of them stand-ins', () => {
  const clock = new TestClock();
  const { api } = usePlatform({ clock });
  const world = new HttpWorld(api);
  const engines = plainEngines();
  const fog = engines('fog');
  const edge = engines('edge');
  const settled = <T>(check: () => Promise<T>) => inTime(clock, check);
  /** The latest task at fog n, when it is so. */
  const task = (expected: Partial<DriftTask>) => settled(async () => {
    const [latest] = await world.tasks({ cloudId: 'fog-n' });
    expect(latest).toMatchObject(expected);
    return latest!;
  });
  const state = (expected: string, userId = 'car') => settled(async () => expect(await world.shown(userId)).toMatchObject({ state: expected }));
  const calls = (engine: PlainEngine, call: string) => engine.calls.filter((made) => made.split(' ')[0] === call).length;
  const again = ({ taskId }: DriftTask, action: 'retry' | 'cancel') => api.post(placementPath('drift_tasks', taskId, action)).expect(200);

  beforeEach(async () => {
    for (const engine of [fog, edge]) Object.assign(engine, { fault: () => undefined, health: () => 'HEALTHY' });
    await world.clear();
    for (const engine of [fog, edge]) expect([...engine.held.keys()]).toEqual([]);
    fog.calls.length = 0;
    fog.images.clear();
    await world.clouds({ 'fog-n': runsOn('fog'), 'edge-n': runsOn('edge') });
    await world.areas({ b: ['fog-n'], a: ['edge-n'] });
    await world.application(CHECKED);
    await world.policy({ neighbours: 'NEAREST', count: 0, keepFor: 0, outsideFor: 86_400_000, tries: 3, startWithin: 5000 });
  });

  it('an image that the engine does not take: tried as often as the policy says, FAILED, then tried again by hand', async () => {
    fog.fault = (call) => (call === 'loadImage' ? new RuntimeRefusal('no space left on device') : undefined);
    await world.user('car', 'b');
    const failed = await task({ state: 'FAILED', reason: 'LOAD_FAILED', step: 'IMAGES' });
    expect([failed.tries, calls(fog, 'loadImage'), calls(fog, 'create')]).toEqual([3, 3, 0]);
    expect(failed.detail).toMatch(/no space left on device/i);
    await state('OUTSIDE');
    fog.fault = () => undefined;
    await again(failed, 'retry');
    expect(await task({ state: 'DONE', action: 'DEPLOY' })).toMatchObject({ taskId: failed.taskId });
    await state('SERVED');
  });

  it('an image that one of two engines does not take: the other cloud of the area serves', async () => {
    await world.areas({ b: ['fog-n', 'edge-n'] });
    fog.fault = (call) => (call === 'loadImage' ? new RuntimeRefusal('no space left on device') : undefined);
    await world.user('car', 'b');
    await settled(async () => expect(await world.servedAt('car')).toBe('edge-n'));
    expect(await world.shown('car')).toMatchObject({ state: 'SERVED', firstCloud: 'edge-n' });
    await settled(async () => expect([await world.copies(), fog.held.size]).toEqual([['edge-n READY 1'], 0]));
  });

  it('an engine that does not answer: tried for ever, with longer and longer pauses, until it does', async () => {
    fog.fault = () => new RuntimeUnavailable('connect ECONNREFUSED');
    await world.user('car', 'b');
    await clock.advance(1_800_000);
    const { tries, nextTryAt } = await task({ state: 'PAUSED', reason: 'CLOUD_UNREACHABLE' });
    expect(tries).toBeLessThanOrEqual(3);
    expect(Date.parse(nextTryAt!) - clock.now()).toBeLessThanOrEqual(60_000);
    expect((await api.get(placementPath('clouds', 'fog-n')).expect(200)).body).toMatchObject({ state: 'UNREACHABLE', reason: expect.stringContaining('ECONNREFUSED') as string });
    await api.put(userPath('bus')).send({ place: { areaId: 'b' } }).expect(201);
    expect(await world.shown('bus')).toMatchObject({ state: 'OUTSIDE', outsideReason: 'NO_CLOUD' });
    fog.fault = () => undefined;
    await state('SERVED');
    await state('SERVED', 'bus');
    expect(fog.running).toEqual(['fog-n']);
  });

  it('a port that another copy has: PAUSED until that has gone', async () => {
    await world.user('car', 'b');
    await state('SERVED');
    await world.application(CHECKED, {}, 'other');
    const bus = placementPath('applications', 'other', 'users', 'bus');
    await api.put(bus).send({ place: { areaId: 'b' } }).expect(201);
    await task({ state: 'PAUSED', reason: 'PORT_TAKEN', step: 'ADMISSION', applicationId: 'other' });
    expect(calls(fog, 'create')).toBe(1);
    await api.delete(userPath('car')).expect(204);
    await settled(async () => expect((await api.get(bus).expect(200)).body).toMatchObject({ state: 'SERVED' }));
    expect(fog.held.size).toBe(1);
  });

  it('a port that a stranger has: PAUSED at the start, tried again until it is free', async () => {
    fog.fault = (call) => (call === 'startContainers' ? new RuntimePortTaken('port is already allocated') : undefined);
    await world.user('car', 'b');
    await task({ state: 'PAUSED', reason: 'PORT_TAKEN', step: 'START' });
    fog.fault = () => undefined;
    await state('SERVED');
    expect(calls(fog, 'create')).toBe(1);
  });

  it('a copy that is not healthy in time: tried again, FAILED, and DONE by hand when it is', async () => {
    fog.health = () => 'STARTING';
    await world.user('car', 'b');
    const failed = await task({ state: 'FAILED', reason: 'NOT_HEALTHY', step: 'CHECK' });
    expect(failed.tries).toBe(3);
    expect(await world.copies()).toEqual(['fog-n FAILED 1']);
    fog.health = () => 'HEALTHY';
    await again(failed, 'retry');
    await state('SERVED');
    expect(await world.copies()).toEqual(['fog-n READY 1']);
  });

  it('a task that is cancelled while its copy is checked leaves nothing', async () => {
    fog.health = () => 'STARTING';
    await world.user('car', 'b');
    await again(await task({ state: 'RUNNING', step: 'CHECK' }), 'cancel');
    await settled(async () => expect([await world.copies(), fog.held.size]).toEqual([[], 0]));
    expect((await world.history()).slice(-2)).toEqual(['DEPLOY fog-n ENTERED CANCELLED', 'DESTROY fog-n CANCELLED DONE']);
    await state('OUTSIDE');
    await clock.advance(60_000);
    expect(await world.tasks()).toHaveLength(2);
  });

  it('a copy that sickens serves on until it is well again; one that is gone is made again', async () => {
    await world.user('car', 'b');
    await state('SERVED');
    const { servedBy } = await world.shown('car');
    fog.health = () => 'UNHEALTHY';
    await settled(async () => expect(await world.copies()).toEqual(['fog-n UNHEALTHY 1']));
    expect(await world.shown('car')).toMatchObject({ servedBy });
    fog.health = () => 'HEALTHY';
    await settled(async () => expect(await world.copies()).toEqual(['fog-n READY 1']));
    await state('SERVED');
    fog.held.clear();
    await task({ cause: 'REPAIR', state: 'DONE' });
    await state('SERVED');
    expect([(await world.shown('car')).servedBy, fog.running]).toEqual([servedBy, ['fog-n']]);
  });

  it('workloads that no row knows are removed', async () => {
    await world.user('car', 'b');
    await state('SERVED');
    const [held] = fog.held.values();
    fog.held.set('stray', { workload: { ...held!.workload, appInstanceId: 'stray', ports: [] }, state: 'RUNNING' });
    fog.held.set('foreign', { workload: { ...held!.workload, appInstanceId: 'foreign', platformId: 'another', ports: [] }, state: 'RUNNING' });
    await settled(async () => expect([...fog.held.keys()]).toEqual([held!.workload.appInstanceId, 'foreign']));
    fog.held.delete('foreign');
  });
});
