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
  /** Active traffic rules, from few to many, and how often one of them is deactivated and activated. */
  rules: number[];
  ruleChanges: number;
  subscribers: number;
  warmUpChanges: number;
  changes: number;
}

export const FULL: Scale = {
  plan: { rounds: 7, mostRounds: 21, connections: 32, warmUp: { seconds: 4 }, extent: { seconds: 2 } },
  population: { few: 100, many: 10_000, most: 100_000 },
  listed: 20,
  names: 1000,
  rules: [10, 1000, 10_000],
  ruleChanges: 300,
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
  rules: [2, 20],
  ruleChanges: 3,
  subscribers: 20,
  warmUpChanges: 0,
  changes: 2,
};
