import type { Plan } from './comparison.js';

/** How much is measured. */
export interface Scale {
  plan: Plan;
  /** Services registered: for one, and for the list at three sizes. */
  population: { few: number; many: number; most: number };
  /** Services that share the name which the list is filtered by. */
  listed: number;
  /** Names that the DNS server has addresses for. */
  names: number;
  /** Numbers of traffic rules in effect, fewest first, and how often which number of changes is measured. */
  rules: { sizes: number[]; rounds: number; changes: number };
  /** A radio network; `matching` is how many subscriptions some of its UEs have, the first none. `single` events are told one by one. */
  radio: { ues: number; subscriptions: number; matching: number[]; rounds: number; single: number };
  /** UEs that attach at once, and how often; as many as `warmUp` before. */
  handovers: { sizes: { ues: number; rounds: number }[]; warmUp: number };
  /** Runs over the API, UEs whose trace is stored, and UEs that register at once, fewest first; as many as `warmUp` before, at least. */
  sliceRegistrations: { runs: number; rounds: number; ues: number; sizes: number[]; warmUp: number };
  /** Walks past clouds with copies ahead, and as many without. */
  walks: number;
  /** Starts of each kind. */
  starts: number;
  subscribers: number;
  warmUpChanges: number;
  changes: number;
}

export const FULL: Scale = {
  plan: { rounds: 7, mostRounds: 21, connections: 32, warmUp: { seconds: 4 }, extent: { seconds: 2 } },
  population: { few: 100, many: 10_000, most: 100_000 },
  listed: 20,
  names: 1000,
  rules: { sizes: [10, 1000, 10_000], rounds: 20, changes: 20 },
  radio: { ues: 200, subscriptions: 1000, matching: [0, 5, 50, 500], rounds: 15, single: 200 },
  handovers: { sizes: [{ ues: 1, rounds: 40 }, { ues: 10, rounds: 10 }, { ues: 100, rounds: 5 }, { ues: 500, rounds: 5 }], warmUp: 100 },
  sliceRegistrations: { runs: 10_000, rounds: 3, ues: 10_000, sizes: [100, 1000, 10_000, 100_000], warmUp: 10_000 },
  walks: 5,
  starts: 7,
  subscribers: 1000,
  warmUpChanges: 5,
  changes: 15,
};

/** Just enough to see that everything works. */
export const SMOKE: Scale = {
  plan: { rounds: 1, mostRounds: 1, connections: 4, warmUp: { requests: 20 }, extent: { requests: 100 } },
  population: { few: 40, many: 100, most: 400 },
  listed: 20,
  names: 50,
  rules: { sizes: [5, 20], rounds: 1, changes: 4 },
  radio: { ues: 10, subscriptions: 20, matching: [0, 1, 2, 8], rounds: 1, single: 2 },
  handovers: { sizes: [{ ues: 1, rounds: 1 }, { ues: 3, rounds: 1 }], warmUp: 2 },
  sliceRegistrations: { runs: 20, rounds: 1, ues: 20, sizes: [10, 20], warmUp: 20 },
  walks: 1,
  starts: 1,
  subscribers: 20,
  warmUpChanges: 0,
  changes: 2,
};
