import type { Topology } from '../../src/modules/placement/domain/topology/topology.js';
import { type Figures, Tally } from './figures.js';
import type { SimulatedPolicy } from './policies.js';
import type { Scale } from './scale.js';
import { SimulatedWorld, TICKS_PER_SECOND } from './simulated-world.js';
import type { Arrival } from './walks.js';

/** The figures of one policy: a function of its arguments alone. */
export function simulate(scale: Scale, topology: Topology, arrivals: readonly Arrival[], policy: SimulatedPolicy): Figures {
  const tally = new Tally();
  const world = new SimulatedWorld(scale, topology, policy, tally);
  let next = 0;
  for (let tick = 0; tick < scale.seconds * TICKS_PER_SECOND; tick++) {
    const second = tick / TICKS_PER_SECOND;
    tally.counting = second >= scale.warmUp;
    const from = next;
    while (next < arrivals.length && arrivals[next]!.second <= second) next += 1;
    world.pass(tick, arrivals.slice(from, next));
  }
  return tally.figures(scale);
}
