import { hasGivenWay } from '../../../src/modules/placement/domain/drift/predecessors.js';
import type { Deployment } from '../../../src/modules/placement/domain/world/world-items.js';
import { Drifting, failing } from './drifting.js';
import { RuntimePortTaken, RuntimeRefusal, RuntimeUnavailable } from './runtimes.js';

const SECOND = 1000;

describe('a copy that has the ports of the one before it', () => {
  let drifting: Drifting;
  let old: Deployment;

  beforeEach(async () => {
    drifting = new Drifting();
    await drifting.start();
    await drifting.policy({ tries: 1, startWithin: 2000 });
    old = await drifting.deploy();
    await drifting.record(drifting.application('shop', ['1216:80', '1217:443'], '2'));
  });

  const replace = () => drifting.deploy('fog-n', 'shop', 'REPLACED', 'bus');
  const holders = () => Object.fromEntries(drifting.world.ports().map(({ hostPort, deploymentId }) => [hostPort, deploymentId]));
  const states = (...copies: Deployment[]) => copies.map(({ deploymentId }) => drifting.engine.held.get(deploymentId)?.state);

  it('takes its place as late as possible', async () => {
    const release = drifting.engine.hold('create');
    const copy = await replace();
    expect(states(old)).toEqual(['RUNNING']);
    expect(holders()).toEqual({ 1216: old.deploymentId, 1217: copy.deploymentId });
    release();
    await drifting.settle();
    expect(states(old, copy)).toEqual(['STOPPED', 'RUNNING']);
    expect(holders()).toEqual({ 1216: copy.deploymentId, 1217: copy.deploymentId });
    expect([drifting.now(old)!.state, drifting.now(copy)!.state]).toEqual(['READY', 'READY']);
    await drifting.release(old);
    await drifting.destroy(old);
    expect(holders()).toEqual({ 1216: copy.deploymentId, 1217: copy.deploymentId });
    expect(states(copy)).toEqual(['RUNNING']);
  });

  it('gives its place back if it does not get healthy in time', async () => {
    drifting.engine.health = () => 'STARTING';
    const copy = await replace();
    expect(states(old, copy)).toEqual(['STOPPED', 'RUNNING']);
    expect(hasGivenWay(drifting.world, old)).toBe(true);
    await drifting.pass(2 * SECOND);
    expect(drifting.task(copy)).toMatchObject({ state: 'FAILED', reason: 'NOT_HEALTHY' });
    expect(states(old, copy)).toEqual(['RUNNING', 'STOPPED']);
    expect(holders()).toEqual({ 1216: old.deploymentId, 1217: copy.deploymentId });
    expect(hasGivenWay(drifting.world, old)).toBe(false);
  });

  it.each([
    ['cannot start', new RuntimeRefusal('no'), 'FAILED'],
    ['finds another port of its taken', new RuntimePortTaken('taken'), 'PAUSED'],
  ])('gives its place back if it %s', async (_what, error, state) => {
    drifting.engine.fault = (call, id) => (call === 'startContainers' && id !== old.deploymentId ? error : undefined);
    const copy = await replace();
    expect(drifting.task(copy).state).toBe(state);
    expect(states(old)).toEqual(['RUNNING']);
    expect(holders()).toMatchObject({ 1216: old.deploymentId });
    drifting.engine.fault = () => undefined;
    if (state === 'FAILED') await drifting.tasks.retry(drifting.task(copy).taskId, () => undefined);
    await drifting.pass(SECOND);
    expect(states(old, copy)).toEqual(['STOPPED', 'RUNNING']);
  });

  it('gives it back as soon as the engine answers again', async () => {
    drifting.engine.health = () => 'STARTING';
    const copy = await replace();
    drifting.engine.fault = failing(new RuntimeUnavailable('gone'), 'stopContainers');
    await drifting.pass(2 * SECOND);
    expect(drifting.task(copy)).toMatchObject({ state: 'PAUSED', reason: 'CLOUD_UNREACHABLE', step: 'CHECK' });
    drifting.engine.fault = () => undefined;
    await drifting.pass(4 * SECOND);
    expect(drifting.task(copy)).toMatchObject({ state: 'FAILED', reason: 'NOT_HEALTHY' });
    expect(states(old, copy)).toEqual(['RUNNING', 'STOPPED']);
  });

  it('fails even if the one before it cannot be started again', async () => {
    drifting.engine.health = () => 'STARTING';
    const copy = await replace();
    drifting.engine.held.delete(old.deploymentId);
    await drifting.pass(2 * SECOND);
    expect(drifting.task(copy)).toMatchObject({ state: 'FAILED', reason: 'NOT_HEALTHY' });
  });

  it('gives it back when it is cancelled while it is checked', async () => {
    drifting.engine.health = () => 'STARTING';
    const copy = await replace();
    await drifting.tasks.cancel(drifting.task(copy).taskId, () => undefined);
    await drifting.settle();
    expect(drifting.now(copy)).toBeUndefined();
    expect(states(old)).toEqual(['RUNNING']);
    expect(holders()).toEqual({ 1216: old.deploymentId });
  });
});
