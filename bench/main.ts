import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import type { Bench, CaseResult } from './cases/bench.js';
import { fanOut } from './cases/fan-out.js';
import { filteredList, listGrowth } from './cases/filtered-list.js';
import { handover } from './cases/handover.js';
import { nameLookup } from './cases/name-lookup.js';
import { oneService } from './cases/one-service.js';
import { placementWalk } from './cases/placement-walk.js';
import { radioEvents } from './cases/radio-events.js';
import { registration } from './cases/registration.js';
import { sliceRegistrations } from './cases/slice-registrations.js';
import { ruleEffect } from './cases/rule-effect.js';
import { startUp } from './cases/start.js';
import { makeTemplate } from './cases/population.js';
import { FULL, SMOKE } from './measurement/scale.js';
import { Load } from './processes/load.js';
import { report, skipped } from './report/markdown.js';

const PACKAGE = fileURLToPath(new URL('..', import.meta.url));
const REPORT = join(PACKAGE, 'docs', 'benchmarks.md');

const CASES: Record<string, (bench: Bench) => Promise<CaseResult>> = {
  'one-service': oneService,
  'filtered-list': filteredList,
  'list-growth': listGrowth,
  registration,
  'fan-out': fanOut,
  'name-lookup': nameLookup,
  'rule-effect': ruleEffect,
  'radio-events': radioEvents,
  handover,
  'slice-registrations': sliceRegistrations,
  'placement-walk': placementWalk,
  start: startUp,
};

const USAGE = `tsx bench/main.ts [--smoke] [--only <case>]... [--server <main.js>] [--profile <folder>]
  --smoke    every case with tiny sizes, only to see that everything works
  --only     ${Object.keys(CASES).join(', ')}
  --server   a built platform other than dist/main.js
  --profile  writes CPU profiles of the platform there
docs/benchmarks.md is written by a run without options.`;

function options() {
  const { values } = parseArgs({
    options: {
      smoke: { type: 'boolean', default: false },
      only: { type: 'string', multiple: true, default: Object.keys(CASES) },
      server: { type: 'string', default: join(PACKAGE, 'dist', 'main.js') },
      profile: { type: 'string' },
    },
  });
  const unknown = values.only.filter((name) => !(name in CASES));
  if (unknown.length) throw new Error(`There is no case ${unknown.join(', ')}.\n${USAGE}`);
  if (!existsSync(values.server)) throw new Error(`${values.server} is missing: npm run build.`);
  return values;
}

async function measure(names: string[], bench: Bench): Promise<CaseResult[]> {
  const results: CaseResult[] = [];
  for (const name of names) {
    console.error(`${name} …`);
    results.push(await CASES[name]!(bench));
  }
  return results;
}

async function main(): Promise<void> {
  const { smoke, only, server, profile } = options();
  const scale = smoke ? SMOKE : FULL;
  const folder = mkdtempSync(join(tmpdir(), 'openmep-bench-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  const load = Load.ofRequests();
  try {
    const build = { main: resolve(server), ...(profile !== undefined && { profileFolder: resolve(profile) }) };
    const templateFile = await makeTemplate(build, folder);
    const results = await measure(only, { build, scale, load, folder, templateFile });
    if (smoke) return console.log(['Every case works.', ...skipped(results)].join('\n'));
    const text = report(results, scale, new Date());
    console.log(text);
    if (process.argv.length === 2) writeFileSync(REPORT, text);
  } finally {
    await load.stop();
  }
}

main().then(
  () => process.exit(0),
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  },
);
