import { Random } from '../support/process-random.js';
import { isOver } from '../../src/modules/handover/domain/states/source-states.js';
import { World } from './handover-model.js';

const RUNS = 10_000;
const STORM = 120;
const CALM = 4_000;

const settled = ({ platforms, messages }: World): boolean =>
  !messages.length && platforms.every(({ outgoing, incoming }) => [...outgoing.values(), ...incoming.values()].every(({ state }) => isOver(state)));

function fault(seed: number): string | undefined {
  const random = new Random(seed);
  const world = new World(random, 2 + (seed % 2));
  for (let step = 0; step < STORM; step++) {
    world.step();
    if (!world.owners().length) return `no owner after ${step} steps`;
  }
  world.calm = true;
  for (let step = 0; step < CALM; step++) {
    world.step();
    if (!world.owners().length) return 'no owner in the calm';
    if (settled(world) && world.owners().join() === `${world.ueAt}`) return undefined;
  }
  const states = world.platforms.map(({ outgoing, incoming }) => [...outgoing.values(), ...incoming.values()].filter(({ state }) => !isOver(state)).map(({ id, state }) => `${id} ${state}`).join());
  return `at rest UE at ${world.ueAt}, owners ${world.owners().join()}, open ${states.join(' | ')}`;
}

it(`leaves exactly one owner, and never none, in ${RUNS} storms`, () => {
  const faults: string[] = [];
  for (let seed = 1; seed <= RUNS && faults.length < 5; seed++) {
    const found = fault(seed);
    if (found) faults.push(`seed ${seed}: ${found}`);
  }
  expect(faults).toEqual([]);
});
