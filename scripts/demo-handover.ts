import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { PACKAGE_ROOT } from '../src/config/index.js';
import type { components } from '../src/generated/ran.js';
import { Crossing, HEAD } from './demo-handover/crossing.js';
import { EdgeService } from './demo-handover/edge-service.js';
import { startPair } from './demo/pair.js';
import { performAndExit } from './demo/perform.js';
import { read, send } from './demo/rest.js';
import type { Stage } from './demo/stage.js';
import { telling } from './demo/telling.js';

type UeState = components['schemas']['UeState'];

const SCENARIO = join(PACKAGE_ROOT, 'scenarios', 'handover.yaml');
const MOST_MS = 60_000;
const CAR_EVERY_MS = 2000;
const CALM_MS = 100;
const BUSY_MS = 5;

const APP = 'video-analytics';
const UE_ADDRESS = '10.45.0.1';
const METRES_PER_DEGREE = 111_195 * Math.cos((43.73 / 180) * Math.PI);
const MAST_A = 7.42;

const PLACES = {
  A: { platformId: 'mep-harbour', baseStations: [{ id: 'enb-harbour', globalId: 'enb-001-01-00001' }] },
  B: { platformId: 'mep-casino', baseStations: [{ id: 'enb-casino', globalId: 'enb-001-01-00002' }] },
};

const startedAt = Date.now();

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

async function show(stage: Stage): Promise<void> {
  const { A, B } = await startPair(stage, SCENARIO, PLACES);
  telling.line(`Two platforms:\n  A  mep-harbour  ${A.url}  at enb-001-01-00001; hosts the emulated network\n  B  mep-casino   ${B.url}  at enb-001-01-00002, 700 m east; follows it`);
  telling.line('The same application runs at both:');
  const services = { A: new EdgeService(A.url, APP, '10.20.0.5'), B: new EdgeService(B.url, APP, '10.30.0.5') };
  await services.A.register();
  await services.B.register();
  telling.line("A steers the car's packets to it:");
  await services.A.steer(UE_ADDRESS);
  telling.line('The car drives, 25 m/s:');
  await send('PUT', `${A.url}/ran/v1/clock`, { mode: 'REAL_TIME' });
  telling.line(`The timeline of both, from\n  curl ${A.url}/handover/v1/handovers\n  curl ${B.url}/handover/v1/handovers\nand where the rule is ACTIVE, read just before and after each step:\n`);
  telling.note(HEAD);
  const crossing = new Crossing(services);
  await watch(crossing, A.url);
  if (crossing.nowhere) throw new Error(`The rule was ACTIVE nowhere at ${crossing.nowhere} looks.`);
  telling.line(`\nThe rule is ACTIVE at ${crossing.activeAt} only, ${((crossing.attachToActive ?? 0) / 1000).toFixed(1)} ms after B had learned that the car was there, and was ACTIVE all the time. B has it as`);
  telling.note(JSON.stringify(await services.B.rules()));
}

await performAndExit(show);
