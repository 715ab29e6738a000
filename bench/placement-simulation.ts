import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import type { Outcome } from './placement/outcome.js';
import { sitesOf, topologyOf } from './placement/plane.js';
import { plot } from './placement/plot.js';
import { POLICIES } from './placement/policies.js';
import { FULL, type Scale, SMALL } from './placement/scale.js';
import { simulate } from './placement/simulate.js';
import { table } from './placement/table.js';
import { arrivals } from './placement/walks.js';

/** tsx bench/placement-simulation.ts [--small]: a table, and the plot of the full simulation in docs. */
const PLOT = fileURLToPath(new URL('../docs/placement-simulation.svg', import.meta.url));
const MICROSECONDS = 1_000_000;

function outcomesOf(scale: Scale): Outcome[] {
  const sites = sitesOf(scale);
  const [topology, walked] = [topologyOf(sites), arrivals(scale, sites)];
  return POLICIES.map((policy) => {
    console.error(`${policy.name}, ${policy.rules.destruction}, keepFor ${policy.keepFor} s …`);
    const before = process.cpuUsage();
    const figures = simulate(scale, topology, walked, policy);
    const { user, system } = process.cpuUsage(before);
    return { policy, figures, cpu: (user + system) / MICROSECONDS };
  });
}

const { small } = parseArgs({ options: { small: { type: 'boolean', default: false } } }).values;
const scale = small ? SMALL : FULL;
const outcomes = outcomesOf(scale);
const clouds = scale.central + scale.fog + scale.edge;
console.log(`${clouds} clouds, ${scale.users} users, ${scale.applications} applications, ${scale.seconds / 60} min, seed ${scale.seed}: ${outcomes[0]!.figures.moves} moves\n`);
console.log(table(outcomes));
if (!small) writeFileSync(PLOT, plot(outcomes, `${clouds.toLocaleString('en')} clouds, ${scale.users.toLocaleString('en')} users, ${scale.applications} applications`));
