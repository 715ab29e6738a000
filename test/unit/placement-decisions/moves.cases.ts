import { DecidedWorld } from './decided-world.js';

describe('decisions about users that move', () => {
  let at: DecidedWorld;
  beforeEach(() => {
    at = DecidedWorld.seed();
  });

  it('lead through the areas of table 2 and figure 4: ahead, at once, further ahead', async () => {
    await at.put('car', 'b');
    expect(at.tasks()).toEqual(['DEPLOY fog-n ENTERED', 'DEPLOY edge-n AHEAD']);
    expect(at.shown('car')).toMatchObject({ state: 'WAITING', firstCloud: 'fog-n', lastMove: { wasReady: false } });
    await at.clock.advance(1500);
    await at.allReady();
    expect(at.shown('car')).toMatchObject({ state: 'SERVED', address: '192.0.2.1', lastMove: { wasReady: false, switchedAfter: 1500 } });
    await at.move('car', 'a');
    expect(at.shown('car')).toMatchObject({ state: 'SERVED', firstCloud: 'edge-n', previousCloud: 'fog-n', lastMove: { wasReady: true, switchedAfter: 0 } });
    expect(at.held('car')).toEqual(['edge-m AHEAD', 'edge-n SERVING', 'fog-n AHEAD']);
    expect(at.tasks().slice(2)).toEqual(['DEPLOY edge-m AHEAD']);
    await at.move('car', 'd');
    expect(at.shown('car')).toMatchObject({ state: 'SERVED_ELSEWHERE', firstCloud: 'edge-m', lastMove: { wasReady: false } });
    expect(at.copies()).toEqual(['edge-1 1', 'edge-m 1', 'edge-n 1', 'fog-n 0 unused']);
    await at.ready('edge-m');
    expect(at.servedAt('car')).toBe('edge-m');
    expect(at.copies()).toEqual(['edge-1 1', 'edge-m 1', 'edge-n 1', 'fog-n 0 unused']);
  });

  it('write nothing when they change nothing, and one unit when they do', async () => {
    await at.put('car', 'b');
    await at.allReady();
    at.commits.length = 0;
    await at.put('car', 'b');
    await at.move('car', 'b');
    await at.decisions.again('all');
    await at.decisions.again({ cloudId: 'fog-n' });
    await at.lifecycle.run('start');
    expect(at.commits).toEqual([]);
    await at.move('car', 'a');
    expect(at.commits).toHaveLength(1);
  });

  it('let two users that need a copy on a cloud have one', async () => {
    const users = ['car', 'bus'].map((userId) => ({ applicationId: 'shop', userId, areas: [] }));
    await at.record({ users: { put: users } });
    at.commits.length = 0;
    await at.decisions.move(users.map((user) => ({ user, where: { areaId: 'b' } })));
    expect(at.commits).toHaveLength(1);
    expect(at.copies()).toEqual(['edge-n 2', 'fog-n 2']);
    expect(at.tasks()).toHaveLength(2);
  });

  it('count two users that move apart from 2 to 1 to 0', async () => {
    await at.put('car', 'b');
    await at.put('bus', 'b');
    await at.allReady();
    expect(at.copies()).toEqual(['edge-n 2', 'fog-n 2']);
    await at.move('car', 'd');
    await at.allReady();
    expect(at.copies()).toEqual(['edge-1 1', 'edge-m 1', 'edge-n 2', 'fog-n 1']);
    await at.move('bus', 'c');
    expect(at.copies()).toEqual(['edge-1 2', 'edge-m 2', 'edge-n 1', 'fog-n 0 unused']);
    await at.leave('car');
    expect(at.copies()).toEqual(['edge-1 1', 'edge-m 1', 'edge-n 0 unused', 'fog-n 0 unused']);
    await at.put('tram', 'b');
    expect(at.copies()).toEqual(['edge-1 1', 'edge-m 1', 'edge-n 1', 'fog-n 1']);
    expect(at.tasks().filter((task) => !task.startsWith('DEPLOY'))).toEqual([]);
  });

  it.each(['keepWhileAdjacent', 'destroyOnLeave'] as const)('cost nothing to and fro at a border, with %s', async (destruction) => {
    await at.record({ links: { remove: at.world.links().filter(({ linkId }) => !linkId.includes('fog-n')) } });
    await at.policy({ destruction });
    await at.put('car', 'b');
    await at.allReady();
    const [tasks, ids] = [at.tasks(), at.world.deployments().map(({ deploymentId }) => deploymentId)];
    for (let crossing = 0; crossing < 100; crossing++) {
      await at.clock.advance(1000);
      await at.move('car', crossing % 2 === 0 ? 'a' : 'b');
      expect(at.shown('car')).toMatchObject({ state: 'SERVED', lastMove: { wasReady: true, switchedAfter: 0 } });
    }
    expect(at.tasks()).toEqual(tasks);
    expect(at.world.deployments().map(({ deploymentId }) => deploymentId)).toEqual(ids);
  });

  it('keep a user on its cloud where areas overlap, and take the smaller id for one that comes', async () => {
    await at.record({ areas: { put: [{ areaId: 'ab', clouds: ['edge-n'], cells: ['border'] }, { areaId: 'bb', clouds: ['fog-n'], cells: ['border'] }] } });
    await at.put('car', 'b');
    await at.users.place(at.user('car'), { cellId: 'border' }, () => undefined);
    expect(at.shown('car')).toMatchObject({ areas: ['ab', 'bb'], firstCloud: 'fog-n' });
    await at.users.put({ applicationId: 'shop', userId: 'bus' }, { place: { cellId: 'border' } }, () => undefined);
    expect(at.shown('bus')).toMatchObject({ firstCloud: 'edge-n' });
  });

  it('follow the areas as they are now', async () => {
    await at.put('car', 'b');
    await at.allReady();
    await at.record({ areas: { put: [{ areaId: 'b', clouds: ['edge-n'] }] } });
    await at.decisions.again('all');
    expect(at.shown('car')).toMatchObject({ firstCloud: 'edge-n', state: 'SERVED' });
    await at.record({ areas: { remove: [at.world.area('b')!] } });
    await at.decisions.again('all');
    expect(at.shown('car')).toMatchObject({ state: 'OUTSIDE', areas: [], firstCloud: 'edge-n', place: { areaId: 'b' } });
  });

  it('pass over users that are not there', async () => {
    await at.decisions.move([{ user: { applicationId: 'shop', userId: 'nobody' }, where: { areaId: 'a' } }]);
    await at.decisions.again({ users: [{ applicationId: 'lost', userId: 'nobody' }], applicationId: 'lost' });
    expect(at.commits).toHaveLength(1);
  });

  it('fail whole: nothing is changed in memory of what is not recorded', async () => {
    await at.put('car', 'b');
    at.failure = new Error('away');
    await expect(at.move('car', 'd')).rejects.toThrow('away');
    expect(at.shown('car')).toMatchObject({ firstCloud: 'fog-n', place: { areaId: 'b' } });
    at.failure = undefined;
    await at.move('car', 'd');
    expect(at.shown('car')).toMatchObject({ firstCloud: 'edge-m' });
  });
});
