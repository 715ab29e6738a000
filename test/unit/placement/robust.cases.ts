import { linksOf, KEEP_FOR, PlainWorld, RULES } from './plain-world.js';
import { seedWorld } from './seed-world.js';

describe('a user at a border', () => {
  it.each(['keepWhileAdjacent', 'destroyOnLeave'] as const)('to and fro a hundred times costs two copies and no task more, %s', (destruction) => {
    const world = seedWorld();
    world.links = linksOf('fog-n edge-n');
    world.rules = { ...RULES, destruction };
    world.place('car', 'b');
    world.ready('fog-n');
    world.ready('edge-n');
    for (let crossing = 0; crossing < 100; crossing++) {
      world.pass(KEEP_FOR / 10);
      expect(world.place('car', crossing % 2 ? 'b' : 'a')).toMatchObject({ moved: true, switchTo: expect.any(String) });
      expect(world.servedAt('car')).toBe(crossing % 2 ? 'fog-n' : 'edge-n');
    }
    expect(world.deployed).toEqual(['fog-n ENTERED', 'edge-n AHEAD']);
    expect(world.destroyed).toEqual([]);
  });

  it('destroyOnLeave: who comes back after keepFor finds nothing', () => {
    const world = seedWorld();
    world.rules = { ...RULES, destruction: 'destroyOnLeave' };
    world.place('car', 'b');
    for (const cloud of ['fog-n', 'edge-n']) world.ready(cloud);
    world.place('car', 'a');
    world.pass(KEEP_FOR);
    const decision = world.place('car', 'b');
    expect(decision).toMatchObject({ first: 'fog-n', moved: true });
    expect(decision.switchTo).toBeUndefined();
    expect([world.deployed.at(-1), world.servedAt('car')]).toEqual(['fog-n ENTERED', 'edge-n']);
  });
});

describe('a user in several areas', () => {
  it('gets the cloud of the smaller area id, and keeps it as long as it is in its area', () => {
    const world = seedWorld();
    expect(world.place('car', 'c', 'a')).toMatchObject({ first: 'edge-n' });
    expect(world.place('car', 'c', 'b', 'a')).toMatchObject({ first: 'edge-n', moved: false });
    expect(world.place('car', 'c', 'b')).toMatchObject({ first: 'fog-n', moved: true });
    expect(world.place('car', 'c', 'b', 'a')).toMatchObject({ first: 'fog-n', moved: false });
  });

  it('gets a cloud with a READY copy rather than the first one', () => {
    const world = seedWorld();
    world.place('other', 'c');
    world.ready('edge-1');
    expect(world.place('car', 'b', 'c')).toMatchObject({ first: 'edge-1', switchTo: world.user('other').view.servedBy });
  });

  it('gets one of an area for which the application is meant', () => {
    const world = seedWorld();
    world.usageAreas = ['b', 'd'];
    expect(world.place('car', 'a', 'b')).toMatchObject({ first: 'fog-n' });
    expect(world.place('car', 'a')).toMatchObject({ first: 'fog-n', outsideSince: 0, moved: false });
  });

  it('several clouds of one area: in its order', () => {
    const world = seedWorld();
    world.areas.set('e', ['fog-n', 'edge-1']);
    expect(world.place('car', 'e')).toMatchObject({ first: 'fog-n' });
  });
});

describe('a user in no area', () => {
  it('keeps what it has for outsideFor, then nothing; nothing new is deployed', () => {
    const world = seedWorld();
    world.place('car', 'b');
    world.ready('fog-n');
    world.now = 1000;
    expect(world.place('car')).toMatchObject({ first: 'fog-n', outsideSince: 1000, moved: false });
    world.links = linksOf('fog-n edge-1', 'fog-n edge-n');
    world.pass(RULES.outsideFor - 1);
    expect(world.held('car')).toEqual(['edge-n AHEAD', 'fog-n SERVING']);
    world.pass(1);
    expect(world.user('car')).toMatchObject({ view: { outsideSince: 1000 }, references: [] });
    expect(world.user('car').view.first).toBeUndefined();
    world.pass(KEEP_FOR);
    expect(world.running()).toEqual([]);
    expect(world.deployed).toHaveLength(2);
    expect(world.place('car', 'b')).toMatchObject({ first: 'fog-n', moved: true, outsideSince: undefined });
  });

  it('is back in time as if it had not been away', () => {
    const world = seedWorld();
    world.place('car', 'b');
    world.ready('fog-n');
    world.place('car');
    world.pass(RULES.outsideFor - 1);
    expect(world.place('car', 'b')).toMatchObject({ first: 'fog-n', moved: false, outsideSince: undefined });
    expect(world.deployed).toHaveLength(2);
  });

  it('from the start has nothing', () => {
    expect(seedWorld().place('car')).toEqual({ outsideSince: 0, moved: false, wanted: [], keep: [] });
  });
});

describe('two users of one application', () => {
  it('who move apart: a copy goes with its last reference', () => {
    const world = seedWorld();
    world.place('car', 'a');
    world.place('bus', 'a');
    for (const cloud of ['edge-n', 'edge-m', 'fog-n']) world.ready(cloud);
    expect([world.count('edge-n'), world.count('fog-n'), world.deployed.length]).toEqual([2, 2, 3]);
    world.place('bus', 'd');
    expect([world.count('edge-n'), world.count('edge-m'), world.count('fog-n')]).toEqual([2, 2, 1]);
    world.ready('edge-1');
    world.place('bus', 'c');
    expect([world.count('edge-n'), world.count('edge-m')]).toEqual([1, 2]);
    world.place('car');
    world.pass(RULES.outsideFor);
    expect([world.count('edge-n'), world.count('edge-m')]).toEqual([0, 1]);
    world.pass(KEEP_FOR);
    expect(world.running()).toEqual(['edge-1', 'edge-m']);
  });
});

describe('an unreachable cloud', () => {
  it('gives its users to another one of their area, who stay there when it is back', () => {
    const world = seedWorld();
    world.areas.set('a', ['edge-n', 'edge-m']);
    world.place('car', 'a');
    world.ready('edge-n');
    world.clouds.set('edge-n', { usable: false, removing: false });
    world.again('car');
    expect([world.user('car').view.first, world.servedAt('car')]).toEqual(['edge-m', 'edge-n']);
    world.ready('edge-m');
    expect(world.servedAt('car')).toBe('edge-m');
    world.clouds.set('edge-n', { usable: true, removing: false });
    expect(world.again('car')).toMatchObject({ first: 'edge-m', moved: false });
  });

  it('without a substitute it stays the first cloud without limit', () => {
    const world = seedWorld();
    world.place('car', 'a');
    world.ready('edge-n');
    world.clouds.set('edge-n', { usable: false, removing: false });
    world.pass(100 * RULES.outsideFor);
    expect(world.user('car').view).toMatchObject({ first: 'edge-n', outsideSince: undefined });
    expect(world.servedAt('car')).toBe('edge-n');
  });

  it('next to the user: its copy is held, a new one is not asked for', () => {
    const world = seedWorld();
    world.clouds.set('edge-m', { usable: false, removing: false });
    world.place('car', 'a');
    expect(world.held('car')).toEqual(['edge-n FIRST', 'fog-n AHEAD']);
    world.clouds.set('fog-n', { usable: false, removing: false });
    world.again('car');
    expect(world.held('car')).toEqual(['edge-n FIRST', 'fog-n AHEAD']);
  });

  it('in the area that a user enters: it is served where it was', () => {
    const world = seedWorld();
    world.place('car', 'b');
    world.ready('fog-n');
    world.clouds.set('edge-n', { usable: false, removing: false });
    expect(world.place('car', 'a')).toMatchObject({ first: 'fog-n', moved: false, outsideSince: undefined });
    world.clouds.set('edge-n', { usable: true, removing: false });
    expect(world.again('car')).toMatchObject({ first: 'edge-n', moved: true });
  });
});

describe('a full cloud', () => {
  it('the next one of the area is taken, and nothing waits at the full one any more', () => {
    const world = seedWorld();
    world.areas.set('a', ['edge-n', 'edge-1']);
    world.place('car', 'a');
    world.blocked.add('edge-n');
    expect(world.again('car')).toMatchObject({ first: 'edge-1', previous: 'edge-n', moved: true });
    expect(world.count('edge-n')).toBe(0);
  });

  it('the only one of the area: its user counts as outside, and gets it as soon as there is room', () => {
    const world = seedWorld();
    world.blocked.add('edge-n');
    expect(world.place('car', 'a')).toMatchObject({ outsideSince: 0, moved: false, wanted: [] });
    world.blocked.delete('edge-n');
    expect(world.again('car')).toMatchObject({ first: 'edge-n', outsideSince: undefined, moved: true });
  });

  it('next to the user: with NEAREST the next nearest takes its place until it has room', () => {
    const world = new PlainWorld(['x', 'y', 'z'], linksOf('x y 1', 'x z 2'));
    world.rules = { ...RULES, neighbours: 'NEAREST', count: 1 };
    world.areas.set('a', ['x']);
    world.place('car', 'a');
    world.blocked.add('y');
    world.again('car');
    expect(world.held('car')).toEqual(['x FIRST', 'y AHEAD', 'z AHEAD']);
    world.blocked.delete('y');
    world.ready('y');
    expect(world.held('car')).toEqual(['x FIRST', 'y AHEAD']);
  });

  it('a READY copy that could not be replaced goes on to serve', () => {
    const world = seedWorld();
    world.place('car', 'a');
    world.ready('edge-n');
    world.copies = world.copies.map((copy) => ({ ...copy, current: false }));
    world.blocked.add('edge-n');
    world.pass(2 * RULES.outsideFor);
    expect(world.user('car').view).toMatchObject({ first: 'edge-n', outsideSince: undefined });
    expect([world.servedAt('car'), world.held('car')]).toEqual(['edge-n', ['edge-m AHEAD', 'edge-n SERVING', 'fog-n AHEAD']]);
    expect(world.copies.filter(({ cloudId }) => cloudId === 'edge-n')).toHaveLength(1);
  });
});

describe('an application that is replaced', () => {
  it('is served by the old copy until the new one is READY', () => {
    const world = seedWorld();
    world.place('car', 'c');
    world.ready('edge-1');
    const old = world.user('car').view.servedBy;
    world.copies = world.copies.map((copy) => ({ ...copy, current: false }));
    expect(world.again('car')).toMatchObject({ first: 'edge-1', moved: false, servedBy: old });
    expect(world.held('car')).toEqual(['edge-1 FIRST', 'edge-1 SERVING', 'edge-m AHEAD']);
    world.ready('edge-1');
    expect(world.user('car').view.servedBy).not.toBe(old);
    expect(world.held('car')).toEqual(['edge-1 SERVING', 'edge-m AHEAD']);
  });
});

describe('a cloud that is removed', () => {
  it('gives up its users before it goes', () => {
    const world = seedWorld();
    world.areas.set('a', ['edge-n', 'fog-n']);
    world.place('car', 'a');
    world.ready('edge-n');
    world.clouds.set('edge-n', { usable: false, removing: true });
    world.pass(0);
    expect([world.user('car').view.first, world.held('car')]).toEqual(['fog-n', ['edge-n SERVING', 'fog-n FIRST']]);
    world.ready('fog-n');
    world.pass(0);
    expect([world.servedAt('car'), world.destroyed]).toEqual(['fog-n', ['edge-n']]);
  });

  it('and is the only one of its area serves for outsideFor, then goes with its last user', () => {
    const world = seedWorld();
    world.place('car', 'a');
    world.ready('edge-n');
    world.clouds.set('edge-n', { usable: false, removing: true });
    expect(world.again('car')).toMatchObject({ first: 'edge-n', outsideSince: 0, moved: false });
    world.pass(RULES.outsideFor - 1);
    expect(world.held('car')).toEqual(['edge-m AHEAD', 'edge-n SERVING', 'fog-n AHEAD']);
    world.pass(1);
    expect([world.held('car'), world.destroyed]).toEqual([[], ['edge-n']]);
  });

  it('and whose place none can take yet serves for outsideFor, then goes; who is left is served as soon as there is another copy', () => {
    const world = seedWorld();
    world.areas.set('a', ['edge-n', 'fog-n']);
    world.place('car', 'a');
    world.ready('edge-n');
    world.removeCloud('edge-n');
    world.areas.set('a', ['fog-n']);
    world.clouds.set('fog-n', { usable: false, removing: false });
    world.pass(RULES.outsideFor - 1);
    expect([world.servedAt('car'), world.user('car').view.outsideSince]).toEqual(['edge-n', undefined]);
    world.pass(1);
    expect([world.servedAt('car'), world.destroyed]).toEqual([undefined, ['edge-n']]);
    world.clouds.set('fog-n', { usable: true, removing: false });
    world.again('car');
    world.ready('fog-n');
    expect(world.servedAt('car')).toBe('fog-n');
  });

  it('gives up a copy that is there for a rule only', () => {
    const world = seedWorld();
    world.place('car', 'a');
    world.ready('edge-n');
    const user = world.user('car');
    user.view = { ...user.view, anchor: user.view.servedBy };
    world.place('car', 'c');
    world.ready('edge-1');
    expect(world.held('car')).toContain('edge-n ANCHOR');
    world.removeCloud('edge-n');
    world.pass(RULES.outsideFor - 1);
    expect(world.held('car')).toContain('edge-n ANCHOR');
    world.pass(1);
    expect(world.held('car')).toEqual(['edge-1 SERVING', 'edge-m AHEAD']);
  });

  it('is no cloud to switch to', () => {
    const world = seedWorld();
    world.place('car', 'b');
    world.ready('fog-n');
    world.place('car', 'a');
    world.removeCloud('edge-n');
    world.ready('edge-n');
    expect(world.servedAt('car')).toBe('fog-n');
  });

  it('by force leaves its user without a copy until there is another', () => {
    const world = seedWorld();
    world.areas.set('a', ['edge-n', 'fog-n']);
    world.place('car', 'a');
    world.ready('edge-n');
    world.copies = world.copies.filter(({ cloudId }) => cloudId !== 'edge-n');
    world.clouds.delete('edge-n');
    world.links = [];
    expect(world.again('car')).toMatchObject({ first: 'fog-n', servedBy: undefined });
    world.ready('fog-n');
    expect(world.held('car')).toEqual(['fog-n SERVING']);
  });

  it('that was the only one of the area leaves the user outside, without a first cloud that is not there', () => {
    const world = seedWorld();
    world.place('car', 'a');
    world.clouds.delete('edge-n');
    world.copies = world.copies.filter(({ cloudId }) => cloudId !== 'edge-n');
    expect(world.again('car')).toMatchObject({ first: undefined, outsideSince: 0, wanted: [] });
  });
});

it('a copy whose rule is at another platform is held, whatever else becomes of its user', () => {
  const world = seedWorld();
  world.place('car', 'b');
  for (const cloud of ['fog-n', 'edge-n']) world.ready(cloud);
  const user = world.user('car');
  user.view = { ...user.view, anchor: user.view.servedBy };
  world.place('car', 'a');
  world.ready('edge-m');
  world.place('car', 'd');
  expect(world.held('car')).toEqual(['edge-1 AHEAD', 'edge-m SERVING', 'edge-n AHEAD', 'fog-n ANCHOR']);
});
