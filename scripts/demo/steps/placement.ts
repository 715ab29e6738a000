import type { components } from '../../../src/generated/placement.js';
import { addClouds, handInApplication } from '../../demo-placement/clouds.js';
import { readyCopies, watchMoves } from '../../demo-placement/moves.js';
import { get, read, remove, send } from '../rest.js';
import { CAR_ADDRESS, type Scene } from '../scene.js';
import type { Step } from '../story.js';
import { telling } from '../telling.js';
import { untilSo } from '../until.js';

type Task = components['schemas']['DriftTask'];

const SPEED = 10;
const SITES = [
  { cloudId: 'cloud-harbour', kind: 'FOG', address: '192.0.2.10', areaId: 'harbour', cell: 'harbour' },
  { cloudId: 'cloud-market', kind: 'EDGE', address: '192.0.2.20', areaId: 'market', cell: 'market' },
] as const;

async function oneMove(scene: Scene, placement: string) {
  const since = Date.now();
  await scene.drive(SPEED);
  const [move] = await watchMoves(placement, 'car', 1, since);
  await scene.halt();
  return move!;
}

const tasksAt = (placement: string): Promise<Task[]> => read<Task[]>(`${placement}/drift_tasks`);

async function ahead(scene: Scene, placement: string): Promise<void> {
  await send('PUT', `${placement}/applications/web/users/car`, { associateId: { type: 1, value: CAR_ADDRESS } });
  await readyCopies(placement, 2);
  const tasks = await get<Task[]>(`${placement}/drift_tasks`);
  const causes = tasks.map(({ cloudId, cause }) => `${cloudId} (${cause})`).sort();
  telling.check(`copies are READY where the car is and next to it: ${causes.join(', ')}`, causes.join() === 'cloud-harbour (AHEAD),cloud-market (ENTERED)');
  telling.note('The car drives from the market to the harbour:');
  const move = await oneMove(scene, placement);
  telling.check(`on arrival the copy was there: switched after ${move.switchedAfter} ms`, move.wasReady, 'it was not');
  const deployed = (await tasksAt(placement)).length;
  telling.check('nothing had to be deployed for that', deployed === tasks.length, `there are ${deployed} tasks`);
}

async function onArrival(scene: Scene, placement: string): Promise<void> {
  telling.note('For comparison, deployed on arrival. The car drives back:');
  await send('PUT', `${placement}/policy`, { neighbours: 'NEAREST', count: 0, keepFor: 0 });
  await readyCopies(placement, 1);
  const move = await oneMove(scene, placement);
  telling.check(`on arrival there was no copy: deployed first, switched after ${move.switchedAfter} ms (without an engine; a real one takes seconds)`, !move.wasReady, 'there was one');
}

/** The car's application on the cloud where it is, and on the one where it will be. */
export const applicationIsPlaced = (scene: Scene): Step => ({
  title: 'An application is placed ahead of its moving user',
  standsIn: 'the containers: the clouds have the driver none, copies are a record',
  play: async () => {
    const placement = `${scene.A}/placement/v1`;
    telling.note('Two clouds, each for the area of a cell, and an application with its image and its files:');
    await addClouds(placement, SITES);
    await handInApplication(placement);
    telling.note('The car uses it:');
    await ahead(scene, placement);
    await onArrival(scene, placement);
    telling.note('The car has enough of it:');
    await remove(`${placement}/applications/web/users/car`);
    await untilSo('all copies are gone', async () => (await read<unknown[]>(`${placement}/deployments`)).length === 0);
    telling.check('all copies are gone', true);
  },
});
