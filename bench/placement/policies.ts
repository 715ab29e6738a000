import type { Rules } from '../../src/modules/placement/domain/decision/question.js';
import type { DestructionPolicy } from '../../src/modules/placement/domain/types.js';

/** Rules and how long a copy stays without references, with a name for people. */
export interface SimulatedPolicy {
  name: string;
  /** What the policies of one line of the plot have in common. */
  family: 'NEAREST' | 'TOPOLOGY' | 'DISTANCE';
  rules: Rules;
  /** Seconds. */
  keepFor: number;
}

type Neighbours = Pick<Rules, 'neighbours' | 'threshold' | 'count'> & { name: string };

/** NEAREST 0 deploys on arrival. The distances are km. */
const NEIGHBOURS: Neighbours[] = [
  ...[0, 1, 2, 4, 6].map((count): Neighbours => ({ name: count ? `NEAREST ${count}` : 'on arrival', neighbours: 'NEAREST', count })),
  { name: 'TOPOLOGY', neighbours: 'TOPOLOGY', count: 0 },
  ...[2, 5, 10].map((threshold): Neighbours => ({ name: `DISTANCE ${threshold}`, neighbours: 'DISTANCE', threshold, count: 0 })),
];
const DESTRUCTIONS: DestructionPolicy[] = ['keepWhileAdjacent', 'destroyOnLeave'];

export const POLICIES: SimulatedPolicy[] = NEIGHBOURS.flatMap(({ name, ...neighbours }) =>
  DESTRUCTIONS.flatMap((destruction) => [30, 0].map((keepFor) => ({ name, family: neighbours.neighbours, keepFor, rules: { ...neighbours, destruction, outsideFor: 60_000 } }))),
);
