import { DecidedWorld } from './decided-world.js';

describe('decisions about what has changed', () => {
  let at: DecidedWorld;
  beforeEach(() => {
    at = DecidedWorld.seed();
  });

  it('make a change of policy for 50 users', async () => {
    const users = Array.from({ length: 50 }, (_, index) => `car-${index}`);
    for (const userId of users) await at.put(userId, 'a');
    await at.allReady();
    expect(at.copies()).toEqual(['edge-m 50', 'edge-n 50', 'fog-n 50']);
    await at.policy({ neighbours: 'NEAREST', count: 1 });
    expect(at.copies()).toEqual(['edge-m 50', 'edge-n 50', 'fog-n 0 unused']);
    await at.policy({ neighbours: 'DISTANCE', threshold: 4.5 });
    expect(at.copies()).toEqual(['edge-1 50', 'edge-m 50', 'edge-n 50', 'fog-n 50']);
    expect(at.tasks().slice(3)).toEqual(['DEPLOY edge-1 AHEAD']);
    for (const userId of users) expect(at.servedAt(userId)).toBe('edge-n');
  });

  it('replace the copies of an application, new before old; those that nobody uses yet go at once', async () => {
    await at.put('car', 'b');
    await at.ready('fog-n');
    const [old, unready] = [at.copyOn('fog-n'), at.copyOn('edge-n')];
    await at.application({ artefacts: { DOCKER: 'sha256:2' } });
    expect(at.tasks().slice(2)).toEqual(['DESTROY edge-n REPLACED', 'DEPLOY fog-n REPLACED', 'DEPLOY edge-n AHEAD']);
    expect(at.world.deployment(unready.deploymentId)).toMatchObject({ state: 'REMOVING' });
    expect(at.world.tasks()[1]).toMatchObject({ state: 'CANCELLED', reason: 'NOT_NEEDED' });
    expect(at.shown('car')).toMatchObject({ state: 'SERVED', servedBy: old.deploymentId });
    expect(at.held('car')).toEqual(['edge-n AHEAD', 'fog-n FIRST', 'fog-n SERVING']);
    await at.clock.advance(700);
    await at.ready('fog-n');
    expect(at.user('car').servedBy).toBe(at.copyOn('fog-n').deploymentId);
    expect(at.world.deployment(old.deploymentId)).toMatchObject({ state: 'READY', unusedSince: at.clock.now() });
    expect(at.shown('car').lastMove).toMatchObject({ switchedAfter: 0 });
  });

  it('deploy nothing of an application for which nothing is generated, until something is', async () => {
    await at.application({ artefacts: {} });
    await at.put('car', 'b');
    expect(at.tasks()).toEqual([]);
    expect(at.shown('car')).toMatchObject({ state: 'WAITING', firstCloud: 'fog-n', held: [] });
    await at.application({ artefacts: { K8S: 'sha256:k' } });
    expect(at.tasks()).toEqual(['DEPLOY fog-n ENTERED', 'DEPLOY edge-n AHEAD']);
  });

  it('release everything of an application that goes', async () => {
    await at.put('car', 'b');
    await at.allReady();
    await at.application({ removing: true });
    expect(at.shown('car')).toMatchObject({ held: [], state: 'OUTSIDE' });
    expect(at.user('car').servedBy).toBeUndefined();
    expect(at.copies()).toEqual(['edge-n 0 unused', 'fog-n 0 unused']);
    await expect(at.put('bus', 'b')).rejects.toMatchObject({ status: 409 });
  });

  it('use an area only if the application is meant for it', async () => {
    await at.application({ usageAreas: ['a'] });
    await at.put('car', 'b');
    expect(at.shown('car')).toMatchObject({ state: 'OUTSIDE', areas: ['b'], held: [] });
    await at.application({ usageAreas: ['a', 'b'] });
    expect(at.shown('car')).toMatchObject({ state: 'WAITING', firstCloud: 'fog-n' });
  });

  it('take another cloud of the area when one is not reached, and stay there', async () => {
    await at.record({ areas: { put: [{ areaId: 'b', clouds: ['fog-n', 'edge-1'] }] } });
    await at.put('car', 'b');
    await at.allReady();
    at.world.setReachability('fog-n', { state: 'UNREACHABLE' });
    await at.decisions.again({ cloudId: 'fog-n' });
    expect(at.shown('car')).toMatchObject({ state: 'SERVED_ELSEWHERE', firstCloud: 'edge-1', previousCloud: 'fog-n' });
    await at.allReady();
    expect(at.servedAt('car')).toBe('edge-1');
    at.world.setReachability('fog-n', { state: 'AVAILABLE' });
    await at.decisions.again({ cloudId: 'fog-n' });
    expect(at.servedAt('car')).toBe('edge-1');
  });

  it.each([
    ['TOPOLOGY', {}, ['edge-1 1', 'edge-m 2', 'edge-n 1', 'fog-n 1']],
    ['DISTANCE', { threshold: 2 }, ['edge-1 1', 'edge-m 1', 'edge-n 1']],
  ] as const)('about a cloud are made for all whom it concerns with %s', async (neighbours, rest, expected) => {
    await at.policy({ neighbours, ...rest });
    for (const [userId, areaId] of [['car', 'a'], ['bus', 'c']] as const) await at.put(userId, areaId);
    await at.allReady();
    at.world.setReachability('edge-m', { state: 'UNREACHABLE' });
    await at.record({ references: { remove: at.world.referencesTo(at.copyOn('edge-m').deploymentId) } });
    await at.decisions.again({ cloudId: 'edge-m' });
    expect(at.copies()).toEqual(expected);
  });

  it('about a cloud are made for all to whom it was the nearest', async () => {
    await at.policy({ neighbours: 'NEAREST', count: 1 });
    for (const [userId, areaId] of [['car', 'a'], ['bus', 'c']] as const) await at.put(userId, areaId);
    await at.allReady();
    at.world.setReachability('edge-m', { state: 'UNREACHABLE' });
    await at.decisions.again({ cloudId: 'edge-m' });
    expect(at.copies()).toEqual(['edge-1 1', 'edge-m 2', 'edge-n 2', 'fog-n 1']);
  });

  it('decide about 10,000 users of an application, 200 in a unit', async () => {
    const users = Array.from({ length: 10_000 }, (_, index) => ({ applicationId: 'shop', userId: `u${index}`, areas: [], place: { areaId: 'abcd'[index % 4]! } }));
    await at.record({ users: { put: users } });
    at.commits.length = 0;
    await at.decisions.again({ applicationId: 'shop' });
    expect(at.commits.map((commit) => commit.users?.put?.length)).toEqual(Array.from({ length: 50 }, () => 200));
    at.commits.length = 0;
    const begin = performance.now();
    await at.decisions.again('all');
    expect(performance.now() - begin).toBeLessThan(5000);
    expect(at.commits).toEqual([]);
    expect(at.copies()).toEqual(['edge-1 5000', 'edge-m 7500', 'edge-n 7500', 'fog-n 5000']);
    expect(at.tasks()).toHaveLength(4);
  }, 60_000);
});
