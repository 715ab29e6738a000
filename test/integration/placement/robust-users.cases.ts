import { HttpWorld, userPath } from '../../support/placement/http-world.js';
import { inTime } from '../../support/in-time.js';
import { placementPath, type Schemas } from '../../support/placement/placement.js';
import { TestClock } from '../../support/test-clock.js';
import { usePlatform } from '../../support/use-platform.js';

const KEEP_FOR = 120_000;

describe('users, wherever they go', () => {
  const clock = new TestClock();
  const { api } = usePlatform({ clock });
  const world = new HttpWorld(api);
  const settled = (...copies: string[]) => inTime(clock, async () => expect(await world.copies()).toEqual(copies));
  const stateOf = async (userId: string) => (await world.shown(userId)).state;
  const tasksOf = async (action: string) => (await world.tasks()).filter((task) => task.action === action);

  beforeEach(async () => {
    await world.clear();
    await world.seed();
    await world.application();
    await world.policy({ keepFor: KEEP_FOR });
  });

  it('to no area: what serves stays for outsideFor, then nothing is held', async () => {
    await world.policy({ outsideFor: KEEP_FOR, keepFor: KEEP_FOR });
    await world.user('car', 'b');
    await settled('edge-n READY 1', 'fog-n READY 1');
    await api.put(userPath('car', 'place')).send({ cellId: 'elsewhere' }).expect(200);
    expect([await stateOf('car'), await world.servedAt('car'), await world.heldAt('car')]).toEqual(['OUTSIDE', 'fog-n', ['edge-n', 'fog-n']]);
    await clock.advance(KEEP_FOR - 1000);
    expect(await world.heldAt('car')).toEqual(['edge-n', 'fog-n']);
    await settled('edge-n READY 0', 'fog-n READY 0');
    expect(await world.shown('car')).toMatchObject({ state: 'OUTSIDE', areas: [], held: [] });
    await clock.advance(KEEP_FOR);
    await settled();
  });

  it('and back within outsideFor: as if nothing had been', async () => {
    await world.policy({ outsideFor: KEEP_FOR, keepFor: KEEP_FOR });
    await world.user('car', 'b');
    await settled('edge-n READY 1', 'fog-n READY 1');
    for (let time = 0; time < 3; time++) {
      await api.put(userPath('car', 'place')).send({ cellId: 'elsewhere' }).expect(200);
      await clock.advance(KEEP_FOR - 1000);
      expect(await world.move('car', 'b')).toMatchObject({ state: 'SERVED', firstCloud: 'fog-n' });
    }
    expect(await world.tasks()).toHaveLength(2);
  });

  it('in several areas: nobody is moved while its cloud serves one of them', async () => {
    await api.put(placementPath('areas', 'a')).send({ clouds: ['edge-n'], cells: ['cell-a', 'border'] }).expect(200);
    await api.put(placementPath('areas', 'b')).send({ clouds: ['fog-n'], cells: ['cell-b', 'border'] }).expect(200);
    await world.user('car', 'b');
    await api.put(userPath('bus')).send({ place: { cellId: 'border' } }).expect(201);
    expect(await world.shown('bus')).toMatchObject({ areas: ['a', 'b'], firstCloud: 'edge-n' });
    expect((await api.put(userPath('car', 'place')).send({ cellId: 'border' }).expect(200)).body).toMatchObject({ areas: ['a', 'b'], firstCloud: 'fog-n' });
    expect(await world.move('car', 'a')).toMatchObject({ areas: ['a'], firstCloud: 'edge-n' });
    expect((await api.put(userPath('car', 'place')).send({ cellId: 'border' }).expect(200)).body).toMatchObject({ firstCloud: 'edge-n' });
  });

  it('apart: each copy stays until the last of them has left it', async () => {
    for (const userId of ['car', 'bus']) await world.user(userId, 'b');
    await settled('edge-n READY 2', 'fog-n READY 2');
    await world.move('car', 'c');
    await settled('edge-1 READY 1', 'edge-m READY 1', 'edge-n READY 1', 'fog-n READY 1');
    await world.move('bus', 'c');
    await settled('edge-1 READY 2', 'edge-m READY 2', 'edge-n READY 0', 'fog-n READY 0');
    await clock.advance(KEEP_FOR);
    await settled('edge-1 READY 2', 'edge-m READY 2');
    await api.delete(userPath('car')).expect(204);
    await settled('edge-1 READY 1', 'edge-m READY 1');
  });

  it.each<Schemas['DestructionPolicy']>(['keepWhileAdjacent', 'destroyOnLeave'])('to and fro at a border, 100 times, %s: two copies and what is next to them, and nothing is destroyed', async (destruction) => {
    await world.policy({ keepFor: 30_000, destruction });
    await world.user('car', 'b');
    await settled('edge-n READY 1', 'fog-n READY 1');
    for (let time = 0; time < 50; time++) {
      expect(await world.move('car', 'a')).toMatchObject({ state: 'SERVED', lastMove: { wasReady: true } });
      await clock.advance(200);
      expect(await world.move('car', 'b')).toMatchObject({ state: 'SERVED', lastMove: { wasReady: true } });
      await clock.advance(200);
    }
    expect(await tasksOf('DESTROY')).toEqual([]);
    expect((await tasksOf('DEPLOY')).map(({ cloudId }) => cloudId).sort()).toEqual(['edge-m', 'edge-n', 'fog-n']);
  });

  it('a policy that comes when many are there counts for each of them', async () => {
    const users = Array.from({ length: 50 }, (_, index) => `user-${String(index).padStart(2, '0')}`);
    for (const [index, userId] of users.entries()) await world.user(userId, 'abcd'[index % 4]);
    await settled('edge-1 READY 24', 'edge-m READY 37', 'edge-n READY 38', 'fog-n READY 26');
    await world.policy({ neighbours: 'NEAREST', count: 0, keepFor: 0 });
    await settled('edge-1 READY 12', 'edge-m READY 12', 'edge-n READY 13', 'fog-n READY 13');
    for (const user of await world.users()) expect(user).toMatchObject({ state: 'SERVED', held: [user.servedBy] });
    await world.policy({ neighbours: 'NEAREST', count: 3 });
    await settled('edge-1 READY 50', 'edge-m READY 50', 'edge-n READY 50', 'fog-n READY 50');
  });

  it('to a cloud that is full: another of the area, or the copy of before, and back when there is room', async () => {
    await world.clouds({ 'edge-n': { kind: 'EDGE', capacity: { deployments: 0 } } });
    await world.policy({ neighbours: 'NEAREST', count: 0, keepFor: KEEP_FOR });
    await world.user('car', 'b');
    await settled('fog-n READY 1');
    expect(await world.move('car', 'a')).toMatchObject({ firstCloud: 'edge-n', lastMove: { wasReady: false } });
    await inTime(clock, async () => expect(await world.tasks({ cloudId: 'edge-n' })).toMatchObject([{ state: 'PAUSED', reason: 'CLOUD_FULL' }]));
    expect(await world.servedAt('car')).toBe('fog-n');
    await world.areas({ a: ['edge-n', 'edge-m'] });
    await inTime(clock, async () => expect([await stateOf('car'), await world.servedAt('car')]).toEqual(['SERVED', 'edge-m']));
    await world.areas({ a: ['edge-n'] });
    await world.clouds({ 'edge-n': { kind: 'EDGE' } });
    await inTime(clock, async () => expect([await stateOf('car'), await world.servedAt('car')]).toEqual(['SERVED', 'edge-n']));
  });
});
