import { eventually } from '../../support/eventually.js';
import { HttpWorld, userPath } from '../../support/placement/http-world.js';
import { placementPath } from '../../support/placement/placement.js';
import { describeConditionalPut, describeConditionalRead, describeConditionalWrite } from '../../support/preconditions.js';
import { usePlatform } from '../../support/use-platform.js';

describe('conditional requests to users, deployments and drift tasks', () => {
  const { api } = usePlatform();
  const world = new HttpWorld(api);
  const car = () => userPath('car');
  let deploymentId = '';
  let taskId = '';
  const task = () => placementPath('drift_tasks', taskId);

  /** A user that is served, and a task that is PAUSED. */
  async function furnish(): Promise<void> {
    await world.clear();
    await world.clouds({ 'fog-n': {}, full: { capacity: { deployments: 0 } } });
    await world.areas({ b: ['fog-n'], f: ['full'] });
    await world.application();
    for (const [userId, areaId] of [['car', 'b'], ['bus', 'f']] as const) await world.user(userId, areaId);
    await eventually(async () => {
      expect(await world.shown('car')).toMatchObject({ state: 'SERVED' });
      expect(await world.tasks({ cloudId: 'full', state: 'PAUSED' })).toHaveLength(1);
    });
    deploymentId = (await world.deployments({ cloudId: 'fog-n' }))[0]!.deploymentId;
    taskId = (await world.tasks({ cloudId: 'full', state: 'PAUSED' }))[0]!.taskId;
  }

  describe('that read', () => {
    beforeAll(furnish);
    describeConditionalRead(api, { name: 'the users', path: () => placementPath('applications', 'shop', 'users') });
    describeConditionalRead(api, { name: 'a user', path: car });
    describeConditionalRead(api, { name: 'the deployments', path: () => placementPath('deployments') });
    describeConditionalRead(api, { name: 'a deployment', path: () => placementPath('deployments', deploymentId) });
    describeConditionalRead(api, { name: 'the drift tasks', path: () => placementPath('drift_tasks') });
    describeConditionalRead(api, { name: 'a drift task', path: task });
  });

  describe('that write', () => {
    beforeEach(furnish);
    describeConditionalPut(api, { name: 'PUT of a user', path: car, send: (to) => api.put(to).send({ place: { areaId: 'b' } }), status: 200 });
    describeConditionalWrite(api, { name: 'DELETE of a user', path: car, send: (to) => api.delete(to), status: 204 });
    describeConditionalWrite(api, { name: 'PUT of the place of a user', path: car, send: (to) => api.put(`${to}/place`).send({ cellId: 'cell-b' }), status: 200 });
    describeConditionalWrite(api, { name: 'retry of a drift task', path: task, send: (to) => api.post(`${to}/retry`), status: 200 });
    describeConditionalWrite(api, { name: 'cancel of a drift task', path: task, send: (to) => api.post(`${to}/cancel`), status: 200 });

    it('PUT of what is not there fits no tag, and is carried out unless there is any', async () => {
      expect((await api.put(userPath('new')).set('If-Match', '*').send({}).expect(412)).body.detail).toContain('no representation yet');
      await api.get(userPath('new')).expect(404);
      await api.put(userPath('new')).set('If-None-Match', '*').send({}).expect(201);
    });
  });
});
