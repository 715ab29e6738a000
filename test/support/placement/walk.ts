import { setTimeout as pause } from 'node:timers/promises';
import { REGISTRATIONS } from '../managed-applications.js';
import { enb, eutranCell, external, PLMN, ranPath, scenario } from '../ran.js';
import { type Client, HttpWorld, sent, userPath } from './http-world.js';
import { placementPath } from './placement.js';

const UE = { type: 1, value: '10.45.0.2' } as const;
const GIVE_UP_MS = 20_000;

/** A part of the way: what is told, as often as it has to be, and what comes of it. */
export interface Leg {
  name: string;
  tell: (world: HttpWorld) => Promise<void>;
  /** Fails as long as it has not come. */
  seen: (world: HttpWorld) => Promise<void>;
}

const comesTo = async ({ client }: HttpWorld, areaId: string) => void (await sent(client.post(ranPath('events')).send([{ kind: 'UE_STATE', state: { ue: 'car', attached: true, servingCell: `cell-${areaId}` } }])));

const served = (cloudId: string, ...copies: string[]) => async (world: HttpWorld) => {
  expect([(await world.shown('car')).state, await world.servedAt('car'), await world.copies()]).toEqual(['SERVED', cloudId, copies]);
  expect((await world.tasks()).filter(({ state }) => state !== 'DONE')).toEqual([]);
};

/** Asks for something that may be gone by now. */
const remove = async ({ client }: HttpWorld, path: string) => {
  const { status, text } = await client.delete(path);
  if (![202, 204, 404].includes(status)) throw new Error(`DELETE ${path} is answered ${status}: ${text}`);
};

/** Somebody ends the application instance of a copy over MEC 011: the copy is repaired, once. */
async function endInstance(world: HttpWorld, cloudId: string): Promise<void> {
  if ((await world.history()).some((task) => task.startsWith(`DEPLOY ${cloudId} REPAIR`))) return;
  const [copy] = await world.deployments({ cloudId });
  await remove(world, `${REGISTRATIONS}/${copy!.deploymentId}`);
}

/** Fog n, edge n, edge m as in figure 4, with a UE that has a traffic rule, and then all of it goes again. */
export const WALK: Leg[] = [
  {
    name: 'to fog n',
    tell: async (world) => {
      await sent(world.client.put(userPath('car')).send({ associateId: UE }));
      await comesTo(world, 'b');
    },
    seen: served('fog-n', 'edge-n READY 1', 'fog-n READY 1'),
  },
  { name: 'to edge n', tell: (world) => comesTo(world, 'a'), seen: served('edge-n', 'edge-m READY 1', 'edge-n READY 1', 'fog-n READY 1') },
  { name: 'to edge m', tell: (world) => comesTo(world, 'd'), seen: served('edge-m', 'edge-1 READY 1', 'edge-m READY 1', 'edge-n READY 1') },
  {
    name: 'an instance is ended by others',
    tell: (world) => endInstance(world, 'edge-1'),
    seen: async (world) => {
      expect(await world.history()).toContain('DEPLOY edge-1 REPAIR DONE');
      await served('edge-m', 'edge-1 READY 1', 'edge-m READY 1', 'edge-n READY 1')(world);
    },
  },
  {
    name: 'a cloud goes',
    tell: async (world) => {
      await remove(world, placementPath('areas', 'a'));
      await remove(world, `${placementPath('clouds', 'edge-n')}?force=true`);
    },
    seen: async (world) => {
      expect((await world.client.get(placementPath('clouds', 'edge-n'))).status).toBe(404);
      await served('edge-m', 'edge-1 READY 1', 'edge-m READY 1')(world);
    },
  },
  {
    name: 'the application goes',
    tell: (world) => remove(world, placementPath('applications', 'shop')),
    seen: async (world) => {
      expect((await world.client.get(placementPath('applications', 'shop'))).status).toBe(404);
      expect(await world.copies()).toEqual([]);
    },
  },
];

/** What there is to be done on the whole way, sorted. */
export const WHOLE_WALK = [
  'DEPLOY edge-1 AHEAD DONE',
  'DEPLOY edge-1 REPAIR DONE',
  'DEPLOY edge-m AHEAD DONE',
  'DEPLOY edge-n AHEAD DONE',
  'DEPLOY fog-n ENTERED DONE',
  'DESTROY edge-1 APPLICATION_REMOVED DONE',
  'DESTROY edge-m APPLICATION_REMOVED DONE',
  'DESTROY edge-n CLOUD_REMOVED DONE',
  'DESTROY fog-n UNUSED DONE',
];

/** Clouds without engines but with addresses, the application, and the cells of the areas with the UE `car`. */
export async function furnishWalk(client: Client): Promise<void> {
  const world = new HttpWorld(client);
  const cells = ['a', 'b', 'c', 'd'].map((area, index) => eutranCell({ id: `cell-${area}`, ecgi: { plmn: PLMN, cellId: `000010${index + 1}` } }));
  await sent(client.put(ranPath('scenario')).send(scenario({ baseStations: [enb()], cells, ues: [external({ id: 'car', associateId: [UE] })] })));
  await world.seed(Object.fromEntries(['edge-1', 'edge-m', 'edge-n', 'fog-n'].map((cloudId, index) => [cloudId, { address: `192.0.2.${20 + index}` }])));
  await world.application({ ports: ['1216:80'] }, { userAddress: '203.0.113.80' });
  await world.policy({ keepFor: 0 });
}

/** Goes on from a leg. Answers the leg at which the platform has died, or how many there are. @throws what the leg has failed with, of a platform that lives */
export async function walk(world: HttpWorld, isAlive: () => boolean, from = 0): Promise<number> {
  for (let at = from; at < WALK.length; at++) {
    try {
      await go(world, WALK[at]!, isAlive);
    } catch (error) {
      // The process ends after its connections.
      for (let left = 50; left > 0 && isAlive(); left--) await pause(10);
      if (!isAlive()) return at;
      throw error;
    }
  }
  return WALK.length;
}

async function go(world: HttpWorld, { name, tell, seen }: Leg, isAlive: () => boolean): Promise<void> {
  await tell(world);
  for (const end = Date.now() + GIVE_UP_MS; ; await pause(10)) {
    try {
      return await seen(world);
    } catch (error) {
      if (!isAlive() || Date.now() > end) throw new Error(`On the way "${name}": ${(error as Error).message}`, { cause: error });
    }
  }
}
