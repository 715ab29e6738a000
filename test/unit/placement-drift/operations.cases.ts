import type { TaskRepresentation } from '../../../src/modules/placement/domain/types.js';
import type { Deployment } from '../../../src/modules/placement/domain/world/world-items.js';
import { Drifting, failing } from './drifting.js';
import { RuntimeRefusal, RuntimeUnavailable } from './runtimes.js';

const whatever = () => undefined;

describe('the operator', () => {
  let drifting: Drifting;

  beforeEach(async () => {
    drifting = new Drifting();
    await drifting.start();
  });

  const retry = (copy: Deployment, unchanged: (task: TaskRepresentation) => void = whatever) => drifting.tasks.retry(drifting.task(copy).taskId, unchanged);
  const cancel = (copy: Deployment) => drifting.tasks.cancel(drifting.task(copy).taskId, whatever);
  const failed = async () => {
    drifting.engine.fault = failing(new RuntimeRefusal('no'), 'startContainers');
    const copy = await drifting.deploy();
    drifting.engine.fault = whatever;
    return copy;
  };

  it('sees tasks, the latest first, and how far they are', async () => {
    const release = drifting.engine.hold('create');
    const one = await drifting.deploy();
    expect(drifting.tasks.get(drifting.task(one).taskId)).toEqual({
      taskId: drifting.task(one).taskId, action: 'DEPLOY', applicationId: 'shop', cloudId: 'fog-n', deploymentId: one.deploymentId, cause: 'ENTERED', state: 'RUNNING', step: 'CREATION', progress: 33, tries: 1,
      createdAt: new Date(drifting.parts.clock.now()).toISOString(),
    });
    release();
    await drifting.settle();
    await drifting.destroy(one);
    expect(drifting.tasks.list({}).map(({ action, progress }) => [action, progress])).toEqual([['DESTROY', 100], ['DEPLOY', 100]]);
    for (const selection of [{ cloudId: 'x' }, { applicationId: 'x' }, { state: 'FAILED' as const }]) expect(drifting.tasks.list(selection)).toEqual([]);
    expect(drifting.tasks.list({ cloudId: 'fog-n', applicationId: 'shop', state: 'DONE' })).toHaveLength(2);
  });

  it('has a task tried again that has FAILED, at the step that has', async () => {
    const copy = await failed();
    expect(await retry(copy)).toMatchObject({ state: 'QUEUED', step: 'START', progress: 50 });
    expect(drifting.now(copy)!.state).toBe('PREPARING');
    await drifting.settle();
    expect(drifting.task(copy)).toMatchObject({ state: 'DONE', tries: 2 });
    expect(drifting.engine.doneTo(copy.deploymentId)).toEqual(['create', 'startContainers', 'startContainers']);
  });

  it('has it admitted again if its room has been taken since', async () => {
    const copy = await failed();
    await drifting.record({ clouds: { put: [{ ...drifting.world.cloud('fog-n')!, capacity: { deployments: 0 } }] } });
    await retry(copy);
    await drifting.settle();
    expect(drifting.task(copy)).toMatchObject({ state: 'PAUSED', reason: 'CLOUD_FULL', step: 'ADMISSION' });
  });

  it('has a task tried again at once that is PAUSED', async () => {
    drifting.engine.fault = failing(new RuntimeUnavailable('gone'), 'create');
    const copy = await drifting.deploy();
    drifting.engine.fault = whatever;
    expect(await retry(copy)).not.toHaveProperty('nextTryAt');
    await drifting.settle();
    expect(drifting.task(copy).state).toBe('DONE');
  });

  it('cannot have anything else tried again, 409, and changes nothing if the task has, 412', async () => {
    const copy = await failed();
    const { taskId } = drifting.task(copy);
    await expect(retry(copy, () => { throw new Error('changed'); })).rejects.toThrow('changed');
    expect(drifting.task(copy).state).toBe('FAILED');
    await drifting.destroy(copy);
    await expect(drifting.tasks.retry(taskId, whatever)).rejects.toMatchObject({ status: 409 });
    await expect(retry(copy)).rejects.toMatchObject({ status: 409 });
    await expect(drifting.tasks.retry('x', whatever)).rejects.toMatchObject({ status: 404 });
  });

  it('cannot have a failed task tried again whose copy has another one', async () => {
    const copy = await failed();
    const first = drifting.task(copy);
    const release = drifting.engine.hold('remove');
    await drifting.destroy(copy);
    await expect(drifting.tasks.retry(first.taskId, whatever)).rejects.toMatchObject({ status: 409, message: expect.stringContaining(drifting.task(copy).taskId) as string });
    release();
  });

  it('gives a task up, which leaves nothing', async () => {
    drifting.engine.health = () => 'STARTING';
    const copy = await drifting.deploy();
    expect(await cancel(copy)).toMatchObject({ action: 'DEPLOY', state: 'CANCELLED', reason: 'BY_OPERATOR' });
    await drifting.settle();
    expect(drifting.now(copy)).toBeUndefined();
    expect(drifting.task(copy)).toMatchObject({ action: 'DESTROY', cause: 'CANCELLED', state: 'DONE' });
    await expect(cancel(copy)).rejects.toMatchObject({ status: 409 });
  });

  it('cannot give up a task that is over, 409', async () => {
    await expect(cancel(await failed())).rejects.toMatchObject({ status: 409 });
    await expect(drifting.tasks.cancel('x', whatever)).rejects.toMatchObject({ status: 404 });
  });
});
