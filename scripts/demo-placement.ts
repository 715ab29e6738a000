import { join } from 'node:path';
import { PACKAGE_ROOT } from '../src/config/index.js';
import type { components } from '../src/generated/placement.js';
import { performAndExit } from './demo/perform.js';
import { read, send } from './demo/rest.js';
import type { Stage } from './demo/stage.js';
import { telling } from './demo/telling.js';
import { addClouds, handInApplication } from './demo-placement/clouds.js';
import { readyCopies, watchMoves } from './demo-placement/moves.js';

type Task = components['schemas']['DriftTask'];

const SCENARIO = join(PACKAGE_ROOT, 'scenarios', 'border.yaml');
const MOVES = 4;
/** Each cloud in the area of the cell of its name, as far apart as the masts are. */
const SITES = [
  { cloudId: 'west', kind: 'FOG', address: '192.0.2.10', areaId: 'old-town', cell: 'west' },
  { cloudId: 'east', kind: 'EDGE', address: '192.0.2.20', areaId: 'harbour', cell: 'east' },
] as const;

async function ahead(placement: string): Promise<void> {
  telling.line('A car uses it. It is a UE of the emulated network and drives to and fro over a border of cells:');
  await send('PUT', `${placement}/applications/web/users/car`, { associateId: { type: 1, value: '10.45.0.9' } });
  const copies = await readyCopies(placement, 2);
  telling.line(`Copies are READY where it is and next to it, on ${copies.map(({ cloudId }) => cloudId).sort().join(' and ')}. It moves:`);
  const moves = await watchMoves(placement, 'car', MOVES, Date.now());
  const tasks = await read<Task[]>(`${placement}/drift_tasks`);
  telling.line(`Drift tasks so far: ${tasks.map(({ action, cloudId, cause }) => `${action} ${cloudId} (${cause})`).join(', ')}.`);
  if (moves.some(({ wasReady }) => !wasReady)) throw new Error('A copy was not there when the car came.');
  if (tasks.length !== 2) throw new Error(`There are ${tasks.length} drift tasks, not 2.`);
}

async function onArrival(placement: string): Promise<void> {
  telling.line('For comparison, deployed on arrival, and destroyed as soon as the car has left:');
  await send('PUT', `${placement}/policy`, { neighbours: 'NEAREST', count: 0, keepFor: 0 });
  await readyCopies(placement, 1);
  const moves = await watchMoves(placement, 'car', MOVES, Date.now());
  if (moves.some(({ wasReady }) => wasReady)) throw new Error('A copy was there although none was to be deployed ahead.');
}

async function show(stage: Stage): Promise<void> {
  const { url } = await stage.platform('openmep', { MEC_SCENARIO: SCENARIO });
  const placement = `${url}/placement/v1`;
  telling.line(`A platform at ${url}. Two clouds; no engine runs there, so a deployment takes milliseconds here:`);
  await addClouds(placement, SITES);
  telling.line('An application, with its image and its files:');
  await handInApplication(placement);
  await ahead(placement);
  await onArrival(placement);
}

await performAndExit(show);
