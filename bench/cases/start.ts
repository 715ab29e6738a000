import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { loadavg } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { bundle } from '../../scripts/bundle.js';
import { monotonicTime } from '../measurement/monotonic-time.js';
import { median } from '../measurement/statistics.js';
import { freePort } from '../processes/free-port.js';
import { MeasuredProcess } from '../processes/measured-process.js';
import { type Bench, newFile, type StartFigures, type StartResult } from './bench.js';

const BARE_NEST = fileURLToPath(new URL('../bare/nest.ts', import.meta.url));
const LOOK_EVERY_MS = 5;
const PATIENCE_MS = 60_000;
const REST_MS = 3000;
const MOST_MS = 1500;
const MOST_MB = 150;

const residentMegabytes = (pid: number) => Number(/^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))![1]) / 1024;

async function start(main: string, settings: Record<string, string>): Promise<StartFigures> {
  const port = await freePort();
  const inherited = Object.entries(process.env).filter(([name]) => !name.startsWith('MEC_') && name !== 'NODE_OPTIONS');
  const startedAt = monotonicTime();
  const server = MeasuredProcess.start(main, { nodeArguments: [], environment: { ...Object.fromEntries(inherited), NODE_ENV: 'production', PORT: String(port), MEC_LOG_LEVEL: 'error', ...settings } });
  try {
    const isReady = () => fetch(`http://127.0.0.1:${port}/health/ready`).then(({ ok }) => ok, () => false);
    while (!(await isReady())) {
      if (server.ended || monotonicTime() - startedAt > PATIENCE_MS) throw new Error(`${main} is not ready.`);
      await setTimeout(LOOK_EVERY_MS);
    }
    const figures = { wall: monotonicTime() - startedAt, cpu: await server.cpuTime() };
    await setTimeout(REST_MS);
    return { ...figures, resident: residentMegabytes(server.child.pid!) };
  } finally {
    await server.stop();
  }
}

/** Milliseconds that Node itself takes to do nothing. */
function emptyNode(): number {
  const startedAt = monotonicTime();
  execFileSync(process.execPath, ['-e', '0']);
  return monotonicTime() - startedAt;
}

const medians = (all: StartFigures[]): StartFigures => ({ wall: median(all.map(({ wall }) => wall)), cpu: median(all.map(({ cpu }) => cpu)), resident: median(all.map(({ resident }) => resident)) });

/** From the birth of a process to its first answer that it is ready; a new database, one that has been migrated, and Nest alone take turns. */
export async function startUp(bench: Bench): Promise<StartResult> {
  const { build, folder, scale } = bench;
  const bareNest = join(folder, 'nest');
  bundle(BARE_NEST, bareNest);
  const existing = newFile(bench, 'sqlite');
  const settings = (file: string) => ({ DATABASE_URL: `sqlite:${file}`, MEC_DATA_DIR: join(folder, 'start') });
  await start(build.main, settings(existing));
  const [fresh, migrated, nest, empty]: [StartFigures[], StartFigures[], StartFigures[], number[]] = [[], [], [], []];
  for (let round = 0; round < scale.starts; round++) {
    fresh.push(await start(build.main, settings(newFile(bench, 'sqlite'))));
    migrated.push(await start(build.main, settings(existing)));
    nest.push(await start(join(bareNest, 'nest.js'), {}));
    empty.push(emptyNode());
  }
  const figures = { fresh: medians(fresh), migrated: medians(migrated), nest: medians(nest) };
  const met = { time: Math.max(figures.fresh.wall, figures.migrated.wall) < MOST_MS, memory: Math.max(figures.fresh.resident, figures.migrated.resident) < MOST_MB };
  return { kind: 'start', starts: scale.starts, load: loadavg()[0]!, figures, emptyNode: median(empty), target: `ready in under ${MOST_MS} ms, under ${MOST_MB} MB at rest`, met };
}
