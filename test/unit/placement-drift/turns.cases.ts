import type { Task } from '../../../src/modules/placement/domain/world/world-items.js';
import { cloud, Drifting } from './drifting.js';

const DAY = 86_400_000;
const MOST = 10_000;
const NAMES = ['a', 'b', 'c', 'd'];

async function several(drifting: Drifting) {
  for (const [index, name] of NAMES.entries()) await drifting.record(drifting.application(name, [`${1300 + index}:80`]));
  const copies = [];
  for (const name of NAMES) copies.push(await drifting.deploy('fog-n', name));
  return copies;
}

describe('tasks', () => {
  it('are carried out so many at a time on a cloud, the oldest first', async () => {
    const drifting = new Drifting();
    await drifting.start();
    const release = drifting.engine.hold('create');
    const copies = await several(drifting);
    const states = () => copies.map((copy) => drifting.task(copy).state);
    expect(states()).toEqual(['RUNNING', 'RUNNING', 'QUEUED', 'QUEUED']);
    await drifting.policy({ maxTasks: 3 });
    await drifting.settle();
    expect(states()).toEqual(['RUNNING', 'RUNNING', 'RUNNING', 'QUEUED']);
    await drifting.record({ clouds: { put: [cloud('fog-m', { address: '127.0.0.3' })] } });
    expect(drifting.task(await drifting.deploy('fog-m')).state).toBe('RUNNING');
    release();
    await drifting.settle();
    expect(states()).toEqual(['DONE', 'DONE', 'DONE', 'DONE']);
  });

  it('of one copy are never two at a time: what removes it waits until what makes it has ended', async () => {
    const drifting = new Drifting();
    await drifting.start();
    const release = drifting.engine.hold('create');
    const copy = await drifting.deploy();
    await drifting.destroy(copy);
    expect(drifting.task(copy)).toMatchObject({ action: 'DESTROY', state: 'QUEUED' });
    expect(drifting.world.tasksOf(copy.deploymentId)[0]).toMatchObject({ state: 'CANCELLED', reason: 'NOT_NEEDED', step: 'CREATION' });
    release();
    await drifting.settle();
    expect(drifting.now(copy)).toBeUndefined();
    expect(drifting.engine.doneTo(copy.deploymentId)).toEqual(['create', 'remove']);
    expect(drifting.engine.held.size).toBe(0);
  });

  it('that check are broken off', async () => {
    const drifting = new Drifting();
    await drifting.start();
    drifting.engine.health = () => 'STARTING';
    const copy = await drifting.deploy();
    await drifting.destroy(copy);
    expect(drifting.now(copy)).toBeUndefined();
  });

  it('that remove a copy wait until nobody is served by it, unless its cloud goes', async () => {
    const drifting = new Drifting();
    await drifting.start();
    const copy = await drifting.deploy();
    await drifting.user({ servedBy: copy.deploymentId });
    await drifting.destroy(copy);
    expect(drifting.task(copy)).toMatchObject({ action: 'DESTROY', state: 'QUEUED' });
    await drifting.user({});
    await drifting.release(copy);
    expect(drifting.now(copy)).toBeUndefined();
    const other = await drifting.deploy();
    await drifting.user({ servedBy: other.deploymentId });
    await drifting.destroy(other, 'CLOUD_REMOVED');
    expect(drifting.now(other)).toBeUndefined();
  });

  it('are as they were when the platform stops, and go on where they were when it starts', async () => {
    const drifting = new Drifting();
    await drifting.start();
    drifting.engine.health = () => 'STARTING';
    const copy = await drifting.deploy();
    const before = drifting.task(copy);
    await drifting.stop();
    await drifting.pass(200_000);
    expect(drifting.task(copy)).toEqual(before);
    expect(before).toMatchObject({ state: 'RUNNING', step: 'CHECK' });
    drifting.engine.health = () => 'HEALTHY';
    await drifting.parts.lifecycle.run('load');
    await drifting.parts.lifecycle.run('start');
    await drifting.settle();
    expect(drifting.task(copy)).toMatchObject({ state: 'DONE', tries: 1 });
    expect(drifting.engine.doneTo(copy.deploymentId)).toEqual(['create', 'startContainers']);
  });

  it('that wait for their next try wait on after a start', async () => {
    const drifting = new Drifting();
    await drifting.start();
    const copy = await drifting.deploy();
    const paused: Task = { ...drifting.task(copy), taskId: 'paused', action: 'DESTROY', state: 'PAUSED', step: 'REMOVAL', nextTryAt: drifting.parts.clock.now() + 5000 };
    await drifting.stop();
    await drifting.record({ tasks: { put: [paused] }, deployments: { put: [{ ...drifting.now(copy)!, state: 'REMOVING' }] } });
    await drifting.parts.lifecycle.run('start');
    await drifting.pass(4999);
    expect(drifting.task(copy)).toEqual(paused);
    await drifting.pass(1);
    expect(drifting.now(copy)).toBeUndefined();
  });

  it('that are over are kept for a day, and so many at most; those that can be tried again as long as their copies', async () => {
    const drifting = new Drifting();
    await drifting.start();
    const copy = await drifting.deploy();
    const first = drifting.task(copy);
    const failed: Task = { ...first, taskId: 'failed', state: 'FAILED', position: 1 };
    await drifting.record({ tasks: { put: [failed] } });
    await drifting.pass(DAY);
    await drifting.record({ tasks: { put: Array.from({ length: MOST }, (_, index) => ({ ...first, taskId: `t${index}`, deploymentId: 'gone', endedAt: drifting.parts.clock.now(), position: 10 + index })) } });
    await drifting.pass(1);
    await drifting.destroy(copy);
    const ids = new Set(drifting.world.tasks().map(({ taskId }) => taskId));
    expect([ids.has(first.taskId), ids.has('failed'), ids.has('t0'), ids.has('t9999')]).toEqual([false, true, false, true]);
    expect(ids.size).toBe(MOST);
  });
});
