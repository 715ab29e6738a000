import { eventually } from '../../support/eventually.js';
import { type DriftTask, HttpWorld, userPath } from '../../support/placement/http-world.js';
import { plainEngines, runsOn } from '../../support/placement/plain-engine.js';
import { placementPath } from '../../support/placement/placement.js';
import { RuntimeRefusal } from '../../../src/modules/container-runtime/index.js';
import { usePlatform } from '../../support/use-platform.js';

const CHECKED = { healthcheck: { test: ['CMD', 'true'] } };

describe('drift tasks', () => {
  const { api } = usePlatform();
  const world = new HttpWorld(api);
  const list = placementPath('drift_tasks');
  const path = ({ taskId }: Pick<DriftTask, 'taskId'>, ...further: string[]) => placementPath('drift_tasks', taskId, ...further);
  const taskAt = async (cloudId: string, state: string) => eventually(async () => {
    const [task] = await world.tasks({ cloudId });
    expect(task).toMatchObject({ state });
    return task!;
  });

  beforeEach(async () => {
    await world.clear();
    await world.seed({ 'edge-1': { kind: 'EDGE', capacity: { deployments: 0 } } });
    await world.application();
  });

  it('tell what they have done, why and for whom', async () => {
    await world.user('car', 'b');
    const task = await taskAt('fog-n', 'DONE');
    const [deployment] = await world.deployments({ cloudId: 'fog-n' });
    expect(task).toMatchObject({ action: 'DEPLOY', applicationId: 'shop', cloudId: 'fog-n', deploymentId: deployment!.deploymentId, cause: 'ENTERED', userId: 'car', progress: 100 });
    expect(Date.parse(task.endedAt!)).toBeGreaterThanOrEqual(Date.parse(task.createdAt));
    expect([task.reason, task.nextTryAt]).toEqual([undefined, undefined]);
    await api.get(path(task)).expect(200, task);
    expect(await taskAt('edge-n', 'DONE')).toMatchObject({ cause: 'AHEAD', userId: 'car' });
  });

  it('of a cloud that is full are PAUSED at their first step, and done as soon as there is room', async () => {
    await world.user('car', 'c');
    expect(await taskAt('edge-1', 'PAUSED')).toMatchObject({ action: 'DEPLOY', reason: 'CLOUD_FULL', step: 'ADMISSION', progress: 0, detail: expect.stringContaining('edge-1') as string });
    await api.put(placementPath('clouds', 'edge-1')).send({ kind: 'EDGE', runtime: { driver: 'none' } }).expect(200);
    await taskAt('edge-1', 'DONE');
    await eventually(async () => expect(await world.shown('car')).toMatchObject({ state: 'SERVED' }));
  });

  it('are listed, the latest first, by application, cloud and state', async () => {
    await world.user('car', 'b');
    await taskAt('edge-n', 'DONE');
    await taskAt('fog-n', 'DONE');
    await world.move('car', 'c');
    await taskAt('edge-1', 'PAUSED');
    await taskAt('edge-m', 'DONE');
    const all = await world.tasks();
    expect(all.map(({ createdAt }) => createdAt)).toEqual(all.map(({ createdAt }) => createdAt).sort().reverse());
    expect(all.at(-1)).toMatchObject({ cloudId: 'fog-n', cause: 'ENTERED' });
    const cloudsOf = async (query: Record<string, string>) => (await world.tasks(query)).map(({ cloudId }) => cloudId);
    expect(await cloudsOf({ state: 'PAUSED' })).toEqual(['edge-1']);
    expect(new Set(await cloudsOf({ cloudId: 'fog-n' }))).toEqual(new Set(['fog-n']));
    expect(await cloudsOf({ applicationId: 'shop' })).toHaveLength(all.length);
    expect(await cloudsOf({ applicationId: 'other' })).toEqual([]);
    for (const query of [{ state: 'LOST' }, { cloudId: '' }, { applicationId: '' }]) await api.get(list).query(query).expect(400);
  });

  it('that are cancelled leave nothing, and their cloud is not tried again until something changes', async () => {
    await world.user('car', 'c');
    const task = await taskAt('edge-1', 'PAUSED');
    const { body } = await api.post(path(task, 'cancel')).expect(200);
    expect(body).toMatchObject({ taskId: task.taskId, state: 'CANCELLED', reason: 'BY_OPERATOR', endedAt: expect.any(String) as string });
    expect((body as DriftTask).nextTryAt).toBeUndefined();
    await eventually(async () => expect(await world.deployments({ cloudId: 'edge-1' })).toEqual([]));
    const [latest, before] = await world.tasks({ cloudId: 'edge-1' });
    expect([latest!.action, latest!.cause, latest!.state]).toEqual(['DESTROY', 'CANCELLED', 'DONE']);
    expect(before!.taskId).toBe(task.taskId);
    expect(await world.shown('car')).toMatchObject({ state: 'OUTSIDE', outsideReason: 'NO_CLOUD' });
    for (const over of [task, latest!]) for (const action of ['cancel', 'retry']) await api.post(path(over, action)).expect(409);
    await world.clouds({ 'edge-1': { kind: 'EDGE' } });
    await eventually(async () => expect(await world.shown('car')).toMatchObject({ state: 'SERVED', firstCloud: 'edge-1' }));
  });

  it('that are PAUSED are tried again at once, and those that are over are not, 409', async () => {
    await world.user('car', 'c');
    const task = await taskAt('edge-1', 'PAUSED');
    expect((await api.post(path(task, 'retry')).expect(200)).body).toMatchObject({ taskId: task.taskId, state: expect.stringMatching(/QUEUED|RUNNING|PAUSED/) as string });
    await taskAt('edge-1', 'PAUSED');
    await world.user('bus', 'b');
    const done = await taskAt('fog-n', 'DONE');
    for (const action of ['retry', 'cancel']) expect((await api.post(path(done, action)).expect(409)).body.detail).toContain('DONE');
  });

  it('that are not there are answered 404', async () => {
    for (const test of [api.get(`${list}/x`), api.post(`${list}/x/retry`), api.post(`${list}/x/cancel`)]) expect((await test.expect(404)).body.detail).toBe('There is no drift task x.');
  });

  describe('of an engine that is told what to do', () => {
    const engines = plainEngines();
    const engine = engines('fog');

    beforeEach(async () => {
      engine.fault = () => undefined;
      await world.clouds({ 'fog-n': runsOn('fog') });
      await world.application(CHECKED);
    });

    it('that are FAILED say why, and are tried again from the step at which they have', async () => {
      engine.fault = (call) => (call === 'startContainers' ? new RuntimeRefusal('out of order') : undefined);
      await world.user('car', 'b');
      const failed = await taskAt('fog-n', 'FAILED');
      expect(failed).toMatchObject({ reason: 'ENGINE_REFUSES', step: 'START', progress: 50, detail: expect.stringMatching(/out of order/i) as string, endedAt: expect.any(String) as string });
      expect(await world.deployments({ cloudId: 'fog-n' })).toMatchObject([{ state: 'FAILED' }]);
      expect(await world.shown('car')).toMatchObject({ state: 'OUTSIDE', outsideReason: 'NO_CLOUD' });
      engine.fault = () => undefined;
      const created = engine.calls.filter((call) => call.startsWith('create ')).length;
      expect((await api.post(path(failed, 'retry')).expect(200)).body).toMatchObject({ taskId: failed.taskId, state: expect.stringMatching(/QUEUED|RUNNING/) as string });
      expect(await taskAt('fog-n', 'DONE')).toMatchObject({ taskId: failed.taskId });
      expect(engine.calls.filter((call) => call.startsWith('create '))).toHaveLength(created);
      await eventually(async () => expect(await world.shown('car')).toMatchObject({ state: 'SERVED' }));
      await api.post(path(failed, 'retry')).expect(409);
    });

    it('that run are cancelled, too; one that destroys is not, 409', async () => {
      const release = engine.hold('create');
      await world.user('car', 'b');
      const running = await eventually(async () => {
        const task = await taskAt('fog-n', 'RUNNING');
        expect(task).toMatchObject({ step: 'CREATION', tries: 1 });
        return task;
      });
      const gone = engine.hold('remove');
      expect((await api.post(path(running, 'cancel')).expect(200)).body).toMatchObject({ state: 'CANCELLED', reason: 'BY_OPERATOR' });
      release();
      const destroying = await eventually(async () => {
        const [task] = await world.tasks({ cloudId: 'fog-n' });
        expect(task).toMatchObject({ action: 'DESTROY', cause: 'CANCELLED', state: 'RUNNING' });
        return task!;
      });
      await api.post(path(destroying, 'cancel')).expect(409);
      gone();
      await eventually(async () => expect(await world.deployments({ cloudId: 'fog-n' })).toEqual([]));
      expect(engine.held.size).toBe(0);
      await api.delete(userPath('car')).expect(204);
    });
  });
});
