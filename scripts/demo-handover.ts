import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { freePort } from '../bench/processes/free-port.js';
import { Platform } from '../bench/processes/platform.js';
import { PACKAGE_ROOT } from '../src/config/index.js';
import type { components } from '../src/generated/ran.js';
import { Crossing, HEAD } from './demo-handover/crossing.js';
import { registerApplication, rulesAt, steerToApplication } from './demo-handover/edge-service.js';
import { read, send } from './demo-handover/rest.js';
import { peerSettings } from './peer-settings.js';

type UeState = components['schemas']['UeState'];

const SERVER = join(PACKAGE_ROOT, 'dist', 'src', 'main.js');
const SCENARIO = join(PACKAGE_ROOT, 'scenarios', 'handover.yaml');
const MOST_MS = 60_000;
const CAR_EVERY_MS = 2000;
const CALM_MS = 100;
const BUSY_MS = 5;

const UE_ADDRESS = '10.45.0.1';
const APPLICATION = { A: '10.20.0.5', B: '10.30.0.5' };
const METRES_PER_DEGREE = 111_195 * Math.cos((43.73 / 180) * Math.PI);
const MAST_A = 7.42;

const startedAt = Date.now();
/** The reminders that packets follow no rules and containers are a record only are not to the point here. */
const QUIET = { MEC_LOG_LEVEL: 'error', MEC_LOG_FORMAT: 'pretty' };

/** Two processes, each at one base station of the network that A emulates and B follows. */
async function startPlatforms(folder: string): Promise<Record<'A' | 'B', Platform>> {
  const site = async (platformId: string, baseStation: string) => {
    const mp3Port = await freePort();
    return { platformId, mp3Port, mp3Uri: `https://127.0.0.1:${mp3Port}/mp3/v1`, baseStations: [baseStation] };
  };
  const [ofA, ofB] = await peerSettings(folder, [await site('mep-harbour', 'enb-001-01-00001'), await site('mep-casino', 'enb-001-01-00002')]);
  const start = (name: string, settings: Record<string, string>) => Platform.start({ main: SERVER }, { databaseFile: join(folder, `${name}.sqlite`), settings: { ...QUIET, ...settings } });
  const A = await start('a', { ...ofA, MEC_SCENARIO: SCENARIO, MEC_BASE_STATIONS: 'enb-harbour' });
  const B = await start('b', { ...ofB, MEC_RAN_FEED: `${A.url}/ran/v1`, MEC_BASE_STATIONS: 'enb-casino' });
  return { A, B };
}

async function carInWords(root: string): Promise<string> {
  const { position, servingCell, measurements = [] } = await read<UeState>(`${root}/ran/v1/ues/car/state`);
  const metres = Math.round(((position?.longitude ?? MAST_A) - MAST_A) * METRES_PER_DEGREE);
  return `car ${metres} m from A, served by ${servingCell ?? 'nobody'}; RSRP ${measurements.map(({ cell, rsrp }) => `${cell} ${Math.round(rsrp)} dBm`).join(', ')}`;
}

async function watch(crossing: Crossing, root: string): Promise<void> {
  for (let carAt = 0; !crossing.isOver; ) {
    if (Date.now() > startedAt + MOST_MS) throw new Error(`The rule is ACTIVE at ${crossing.activeAt} and the handover is not over after ${MOST_MS / 1000} s.`);
    if (Date.now() >= carAt) {
      crossing.remark(await carInWords(root));
      carAt = Date.now() + CAR_EVERY_MS;
    }
    await crossing.look();
    await pause(crossing.hasBegun ? BUSY_MS : CALM_MS);
  }
}

async function show({ A, B }: Record<'A' | 'B', Platform>): Promise<void> {
  console.log(`Two platforms:\n  A  mep-harbour  ${A.url}  at enb-001-01-00001; hosts the emulated network\n  B  mep-casino   ${B.url}  at enb-001-01-00002, 700 m east; follows it`);
  console.log('The same application runs at both:');
  for (const [root, address] of [[A.url, APPLICATION.A], [B.url, APPLICATION.B]] as const) await registerApplication(root, address);
  console.log("A steers the car's packets to it:");
  await steerToApplication(A.url, UE_ADDRESS, APPLICATION.A);
  console.log('The car drives, 25 m/s:');
  await send('PUT', `${A.url}/ran/v1/clock`, { mode: 'REAL_TIME' });
  console.log(`The timeline of both, from\n  curl ${A.url}/handover/v1/handovers\n  curl ${B.url}/handover/v1/handovers\nand where the rule is ACTIVE, read just before and after each step:\n\n${HEAD}`);
  const crossing = new Crossing({ A: A.url, B: B.url });
  await watch(crossing, A.url);
  if (crossing.nowhere) throw new Error(`The rule was ACTIVE nowhere at ${crossing.nowhere} looks.`);
  console.log(`\nThe rule is ACTIVE at ${crossing.activeAt} only, ${((crossing.attachToActive ?? 0) / 1000).toFixed(1)} ms after B had learned that the car was there, and was ACTIVE all the time. B has it as\n  ${JSON.stringify(await rulesAt(B.url))}`);
}

async function main(): Promise<void> {
  if (!existsSync(SERVER)) throw new Error('The platform is not built: npm run build.');
  const folder = mkdtempSync(join(tmpdir(), 'openmep-handover-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));
  const platforms = await startPlatforms(folder);
  try {
    await show(platforms);
  } finally {
    await Promise.all([platforms.A.stop(), platforms.B.stop()]);
  }
}

process.once('SIGHUP', () => process.exit(1));

main().then(
  () => process.exit(0),
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  },
);
