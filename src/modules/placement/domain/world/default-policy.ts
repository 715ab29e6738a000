import type { Policy } from './world-items.js';

/** As the document says it. */
export const DEFAULT_POLICY: Policy = {
  neighbours: 'TOPOLOGY',
  count: 1,
  destruction: 'keepWhileAdjacent',
  keepFor: 30_000,
  outsideFor: 60_000,
  startWithin: 120_000,
  tries: 5,
  maxTasks: 2,
};
