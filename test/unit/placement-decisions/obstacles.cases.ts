import { jest } from '@jest/globals';
import type { Task } from '../../../src/modules/placement/domain/world/world-items.js';
import { settled } from '../placement/upkeep/fixtures.js';
import { DecidedWorld } from './decided-world.js';

describe('clouds on which a copy cannot be had', () => {
  let at: DecidedWorld;
  const fails = (cloudId = 'fog-n') => at.end(cloudId, { state: 'FAILED' }, { state: 'FAILED', reason: 'ENGINE_REFUSES' });
  /** As an operator cancels it: the copy goes. */
  async function cancelled(cloudId = 'fog-n') {
    const copy = at.copyOn(cloudId);
    await at.end(cloudId, { state: 'REMOVING' }, { state: 'CANCELLED', reason: 'BY_OPERATOR' });
    await at.record({ deployments: { remove: [copy] }, references: { remove: at.world.referencesTo(copy.deploymentId) } });
    await at.decisions.again({ applicationId: 'shop' });
  }
  const deploys = (cloudId: string) => at.tasks().filter((task) => task.startsWith(`DEPLOY ${cloudId}`)).length;

  beforeEach(async () => {
    at = DecidedWorld.seed();
    await at.put('car', 'b');
  });

  it.each<[string, Partial<Task>]>([['CLOUD_FULL', { reason: 'CLOUD_FULL' }], ['PORT_TAKEN', { reason: 'PORT_TAKEN' }]])('because of %s are left for another of the area', async (_reason, task) => {
    await at.record({ areas: { put: [{ areaId: 'b', clouds: ['fog-n', 'edge-1'] }] } });
    await at.end('fog-n', {}, { state: 'PAUSED', ...task });
    expect(at.shown('car')).toMatchObject({ firstCloud: 'edge-1', state: 'WAITING' });
  });

  it('keep the user that has no other, and what is held there', async () => {
    await at.end('fog-n', {}, { state: 'PAUSED', reason: 'CLOUD_FULL' });
    expect(at.shown('car')).toMatchObject({ firstCloud: 'fog-n', state: 'OUTSIDE' });
    expect(at.held('car')).toEqual(['edge-n AHEAD', 'fog-n FIRST']);
    await at.ready('fog-n');
    expect(at.shown('car')).toMatchObject({ state: 'SERVED' });
  });

  it('are none while they are only not reached', async () => {
    await at.end('fog-n', {}, { state: 'PAUSED', reason: 'CLOUD_UNREACHABLE' });
    expect(at.shown('car')).toMatchObject({ firstCloud: 'fog-n', state: 'WAITING' });
  });

  it('count as long as a FAILED copy is there, whatever changes', async () => {
    await fails();
    await at.policy({ keepFor: 1 });
    await at.move('car', 'a');
    await at.move('car', 'b');
    expect(at.shown('car')).toMatchObject({ state: 'OUTSIDE' });
    expect(deploys('fog-n')).toBe(1);
  });

  it('count when it is gone until something changes on which it depends', async () => {
    await fails();
    await at.gone('fog-n');
    await at.decisions.again('all');
    expect(deploys('fog-n')).toBe(1);
    await at.put('bus', 'c');
    await at.record({ links: { put: [{ linkId: 'new', one: 'edge-1', other: 'fog-n', distance: 9 }] } });
    await at.decisions.again('all');
    expect(deploys('fog-n')).toBe(1);
  });

  it.each<[string, () => Promise<void>]>([
    ['the policy', () => at.policy({ keepFor: 1 })],
    ['the application', () => at.application({ rulePriority: 7 })],
    ['the cloud', async () => {
      await at.record({ clouds: { put: [{ ...at.world.cloud('fog-n')!, capacity: { deployments: 9 } }] } });
      await at.decisions.again({ cloudId: 'fog-n' });
    }],
    ["the user's place", async () => {
      await at.move('car', 'a');
      await at.move('car', 'b');
    }],
  ])('are tried again after a change of %s, once', async (_what, change) => {
    await cancelled();
    expect(deploys('fog-n')).toBe(1);
    await change();
    expect(deploys('fog-n')).toBe(2);
    expect(at.shown('car')).toMatchObject({ firstCloud: 'fog-n', state: 'WAITING' });
    await cancelled();
    expect(deploys('fog-n')).toBe(2);
  });

  it('are tried again for the user that has come, not for the others', async () => {
    await cancelled();
    await at.put('bus', 'c');
    expect(deploys('fog-n')).toBe(1);
    await at.move('bus', 'b');
    expect(deploys('fog-n')).toBe(2);
  });

  it('are none because a copy was given up that nobody needed', async () => {
    await at.end('fog-n', { state: 'REMOVING' }, { state: 'CANCELLED', reason: 'NOT_NEEDED' });
    expect(deploys('fog-n')).toBe(2);
  });

  it('count after a restart, when what is recorded comes into memory at once', async () => {
    await cancelled();
    const { world } = at;
    const restarted = new DecidedWorld();
    restarted.world.restore({
      clouds: world.clouds(), links: world.links(), areas: world.areas(), applications: world.applications(), files: [], artefacts: [], users: world.users(), deployments: world.deployments(),
      references: world.users().flatMap((user) => world.referencesOf(user)), ports: [], tasks: world.tasks(), policy: undefined,
    });
    restarted.commits.length = 0;
    await restarted.lifecycle.run('start');
    expect(restarted.commits).toEqual([]);
    await restarted.policy({ keepFor: 1 });
    expect(restarted.tasks().at(-1)).toBe('DEPLOY fog-n ENTERED');
  });

  describe('for want of room', () => {
    const full = (cloudId: string) => at.end(cloudId, {}, { state: 'PAUSED', reason: 'CLOUD_FULL' });
    const twoClouds = () => at.record({ areas: { put: [{ areaId: 'b', clouds: ['fog-n', 'edge-1'] }] } });
    /** Nobody holds it any more: the task is given up and the copy removed. */
    async function reaped(cloudId: string) {
      await at.gone(cloudId);
      await at.decisions.again({ applicationId: 'shop' });
    }

    it('are not tried in turn', async () => {
      await twoClouds();
      await full('fog-n');
      await full('edge-1');
      for (const cloudId of ['fog-n', 'edge-1', 'fog-n', 'edge-1']) await reaped(cloudId);
      expect([deploys('fog-n'), deploys('edge-1')]).toEqual([1, 1]);
      expect(at.shown('car')).toMatchObject({ state: 'OUTSIDE' });
    });

    it('are tried again when something that was there has gone, also by users for whom no task waits any more', async () => {
      await at.lifecycle.run('start');
      await at.application({});
      await at.record({ deployments: { put: [{ ...at.copyOn('fog-n'), deploymentId: 'other', applicationId: 'mail', artefact: 'sha256:2', state: 'READY' }] }, tasks: { put: [{ ...at.world.openTask(at.copyOn('fog-n').deploymentId)!, taskId: 'other', deploymentId: 'other', applicationId: 'mail', state: 'DONE', step: 'REGISTRATION' }] } });
      const other = at.world.deployment('other')!;
      const [own] = at.world.deployments({ applicationId: 'shop', cloudId: 'fog-n' });
      const task = at.world.openTask(own!.deploymentId)!;
      await at.record({ tasks: { put: [{ ...task, state: 'PAUSED', reason: 'CLOUD_FULL' }] } });
      await at.record({ deployments: { remove: [own!] }, references: { remove: at.world.referencesTo(own!.deploymentId) }, tasks: { put: [{ ...task, state: 'CANCELLED', reason: 'NOT_NEEDED' }] } });
      await at.decisions.again('all');
      expect(deploys('fog-n')).toBe(2);
      await at.record({ deployments: { remove: [other] } });
      await settled();
      await at.decisions.alone(() => Promise.resolve());
      expect(deploys('fog-n')).toBe(3);
      await at.lifecycle.run('stop');
    });

    it.each(['RUNNING', 'DONE'] as const)('are decided about once more when a task that waited for room is %s', async (state) => {
      await at.lifecycle.run('start');
      await twoClouds();
      await full('fog-n');
      await at.ready('edge-1');
      expect(at.shown('car')).toMatchObject({ firstCloud: 'edge-1' });
      const again = jest.spyOn(at.decisions, 'again');
      const task = at.world.openTask(at.copyOn('fog-n').deploymentId)!;
      if (state === 'RUNNING') await at.record({ clouds: { put: [{ ...at.world.cloud('fog-n')!, capacity: { deployments: 9 } }] } });
      for (const step of ['IMAGES', 'CREATION'] as const) await at.record({ tasks: { put: [{ ...task, state, step }] } });
      await settled();
      expect(again.mock.calls).toEqual([[{ applicationId: 'shop' }]]);
      await at.lifecycle.run('stop');
    });

    it('are not decided about when a task that waited for room is tried in turn', async () => {
      await at.lifecycle.run('start');
      await twoClouds();
      await full('fog-n');
      const again = jest.spyOn(at.decisions, 'again');
      await at.record({ tasks: { put: [{ ...at.world.openTask(at.copyOn('fog-n').deploymentId)!, state: 'RUNNING' }] } });
      await settled();
      expect(again).not.toHaveBeenCalled();
      await at.lifecycle.run('stop');
    });

    it('serve those whose reference has gone when the task has gone on', async () => {
      await at.lifecycle.run('start');
      await twoClouds();
      await full('fog-n');
      await at.ready('edge-1');
      expect(at.servedAt('car')).toBe('edge-1');
      await at.record({ areas: { put: [{ areaId: 'b', clouds: ['fog-n'] }] } });
      await at.decisions.again('all');
      const copy = at.copyOn('fog-n');
      await at.record({ deployments: { put: [{ ...copy, state: 'READY', address: '192.0.2.1' }] }, tasks: { put: [{ ...at.world.openTask(copy.deploymentId)!, state: 'DONE' }] } });
      await settled();
      await at.decisions.alone(() => Promise.resolve());
      expect(at.servedAt('car')).toBe('fog-n');
      await at.lifecycle.run('stop');
    });
  });
});
