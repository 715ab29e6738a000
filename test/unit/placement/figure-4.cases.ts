import type { DestructionPolicy } from '../../../src/modules/placement/domain/types.js';
import { KEEP_FOR, type PlainWorld, RULES } from './plain-world.js';
import { seedWorld } from './seed-world.js';

describe('table 2 of the seed', () => {
  it.each([
    ['a', 'edge-n'],
    ['b', 'fog-n'],
    ['c', 'edge-1'],
  ])('area %s: %s', (area, cloud) => {
    const world = seedWorld();
    expect(world.place('car', area)).toMatchObject({ first: cloud, moved: true });
    expect(world.deployed[0]).toBe(`${cloud} ENTERED`);
  });
});

/** The user is served at fog n, and a copy waits at edge n. */
function atFogN(destruction: DestructionPolicy): PlainWorld {
  const world = seedWorld();
  world.rules = { ...RULES, destruction };
  expect(world.place('car', 'b')).toEqual({ first: 'fog-n', moved: true, wanted: [{ cloudId: 'fog-n', role: 'FIRST' }, { cloudId: 'edge-n', role: 'AHEAD' }], keep: [] });
  expect(world.deployed).toEqual(['fog-n ENTERED', 'edge-n AHEAD']);
  expect(world.servedAt('car')).toBeUndefined();
  world.ready('edge-n');
  expect(world.servedAt('car')).toBeUndefined();
  world.ready('fog-n');
  expect(world.servedAt('car')).toBe('fog-n');
  expect(world.held('car')).toEqual(['edge-n AHEAD', 'fog-n SERVING']);
  return world;
}

describe.each<DestructionPolicy>(['keepWhileAdjacent', 'destroyOnLeave'])('figure 4, step by step, %s', (destruction) => {
  it('the move finds the copy that was deployed ahead; the old one serves until the switch is done', () => {
    const world = atFogN(destruction);
    world.user('car').areas = ['a'];
    const decision = world.record('car');
    const [fogN, edgeN] = world.copies.map(({ deploymentId }) => deploymentId);
    expect(decision).toMatchObject({ first: 'edge-n', previous: 'fog-n', moved: true, servedBy: fogN, switchTo: edgeN, keep: [{ deploymentId: fogN, role: 'SERVING' }] });
    expect(world.deployed.slice(2)).toEqual(['edge-m AHEAD']);
    expect(world.held('car')).toEqual(['edge-m AHEAD', 'edge-n FIRST', 'fog-n SERVING']);
    world.switch('car', decision);
    expect(world.servedAt('car')).toBe('edge-n');
    expect(world.held('car')).toEqual(['edge-m AHEAD', 'edge-n SERVING', ...(destruction === 'keepWhileAdjacent' ? ['fog-n AHEAD'] : [])]);
  });

  it('¶122 and ¶121: the copy at fog n goes or stays', () => {
    const world = atFogN(destruction);
    world.place('car', 'a');
    world.pass(KEEP_FOR - 1);
    expect(world.running()).toEqual(['edge-m', 'edge-n', 'fog-n']);
    world.pass(1);
    expect(world.destroyed).toEqual(destruction === 'keepWhileAdjacent' ? [] : ['fog-n']);
  });

  it('¶121: no neighbour of the present cloud, no copy', () => {
    const world = atFogN(destruction);
    world.place('car', 'a');
    world.ready('edge-m');
    world.place('car', 'd');
    expect(world.servedAt('car')).toBe('edge-m');
    world.pass(KEEP_FOR);
    expect(world.destroyed).toContain('fog-n');
    expect(world.running()).toEqual(['edge-1', 'edge-m', ...(destruction === 'keepWhileAdjacent' ? ['edge-n'] : [])]);
  });

  it('a copy that is not READY in time: the old one serves meanwhile, wherever it is', () => {
    const world = atFogN(destruction);
    world.place('car', 'a');
    expect(world.place('car', 'd')).toMatchObject({ first: 'edge-m', moved: true });
    world.pass(10 * KEEP_FOR);
    expect(world.servedAt('car')).toBe('edge-n');
    world.ready('edge-m');
    expect(world.servedAt('car')).toBe('edge-m');
  });

  it('back again: the copy is still there within keepFor', () => {
    const world = atFogN(destruction);
    world.place('car', 'a');
    world.pass(KEEP_FOR - 1);
    expect(world.place('car', 'b').switchTo).toBeDefined();
    expect(world.servedAt('car')).toBe('fog-n');
    expect(world.deployed).toEqual(['fog-n ENTERED', 'edge-n AHEAD', 'edge-m AHEAD']);
  });
});
