import { settled } from '../placement/upkeep/fixtures.js';
import { DecidedWorld } from './decided-world.js';

const OUTSIDE_FOR = 60_000;
const nobody = () => undefined;

describe('users outside of all areas', () => {
  let at: DecidedWorld;
  const car = { applicationId: 'shop', userId: 'car' };
  const goOut = async (userId = 'car') => {
    await at.users.place({ applicationId: 'shop', userId }, { cellId: 'nowhere' }, nobody);
    await settled();
  };

  beforeEach(async () => {
    at = DecidedWorld.seed();
    await at.put('car', 'b');
    await at.allReady();
    await at.lifecycle.run('start');
  });

  it('are served as before, and gone after outsideFor', async () => {
    await goOut();
    expect(at.shown('car')).toMatchObject({ state: 'OUTSIDE', areas: [], firstCloud: 'fog-n' });
    expect(at.copies()).toEqual(['edge-n 1', 'fog-n 1']);
    await at.clock.advance(OUTSIDE_FOR - 1);
    expect(at.servedAt('car')).toBe('fog-n');
    await at.clock.advance(1);
    expect(at.shown('car')).toEqual({ ...car, state: 'OUTSIDE', outsideReason: 'UNKNOWN_CELL', place: { cellId: 'nowhere' }, areas: [], held: [], lastMove: expect.anything() as unknown });
    expect(at.copies()).toEqual(['edge-n 0 unused', 'fog-n 0 unused']);
    at.commits.length = 0;
    await at.clock.advance(10 * OUTSIDE_FOR);
    expect(at.commits).toEqual([]);
  });

  it('that come back are not gone', async () => {
    await goOut();
    await at.clock.advance(OUTSIDE_FOR - 1);
    await at.move('car', 'b');
    expect(at.user('car').outsideSince).toBeUndefined();
    await at.clock.advance(10 * OUTSIDE_FOR);
    expect(at.shown('car')).toMatchObject({ state: 'SERVED' });
  });

  it('are gone each at its time', async () => {
    await at.put('bus', 'b');
    await goOut();
    await at.clock.advance(10_000);
    await goOut('bus');
    await at.clock.advance(OUTSIDE_FOR - 10_000);
    expect([at.servedAt('car'), at.servedAt('bus')]).toEqual([undefined, 'fog-n']);
    await at.clock.advance(10_000);
    expect(at.servedAt('bus')).toBeUndefined();
  });

  it('are gone by the policy of now', async () => {
    await goOut();
    await at.policy({ outsideFor: 2 * OUTSIDE_FOR });
    await at.clock.advance(2 * OUTSIDE_FOR - 1);
    expect(at.servedAt('car')).toBe('fog-n');
    await at.policy({ outsideFor: 2 * OUTSIDE_FOR - 1 });
    expect(at.servedAt('car')).toBeUndefined();
  });

  it('are gone after a restart, at the time that the rows tell', async () => {
    await goOut();
    await at.lifecycle.run('stop');
    await at.clock.advance(2 * OUTSIDE_FOR);
    expect(at.servedAt('car')).toBe('fog-n');
    await at.lifecycle.run('start');
    expect(at.servedAt('car')).toBeUndefined();
  });

  it('are gone a second later if it could not be recorded', async () => {
    await goOut();
    at.failure = new Error('away');
    await at.clock.advance(OUTSIDE_FOR);
    expect(at.servedAt('car')).toBe('fog-n');
    at.failure = undefined;
    await at.clock.advance(1000);
    expect(at.servedAt('car')).toBeUndefined();
  });

  it('for whom nothing was held wait for nothing', async () => {
    await at.users.put({ applicationId: 'shop', userId: 'nowhere' }, {}, nobody);
    at.commits.length = 0;
    await at.clock.advance(10 * OUTSIDE_FOR);
    expect(at.commits).toEqual([]);
  });
});
