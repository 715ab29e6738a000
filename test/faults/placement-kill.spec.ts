import { setTimeout as pause } from 'node:timers/promises';
import request from 'supertest';
import { HttpWorld } from '../support/placement/http-world.js';
import { type Layout, rowFaults, worldFaults } from '../support/placement/world-faults.js';
import { newDatabase, type ServerProcess, startProcess, temporaryFolder } from '../support/process.js';
import { printedSeed, Random } from '../support/process-random.js';
import { eventually } from '../support/eventually.js';

const KILLS = 6;
const LONGEST_LIFE_MS = 1200;
const USERS = ['car', 'bus', 'van', 'tram'];
const TIMEOUT_MS = 240_000;

const LAYOUT: Layout = {
  areas: { a: ['edge-n'], b: ['fog-n'], c: ['edge-1'], d: ['edge-m'] },
  links: [['fog-n', 'edge-n'], ['edge-n', 'edge-m'], ['edge-m', 'edge-1']],
  destruction: 'destroyOnLeave',
};

/** Moves users until the process dies. Answers where each was told to be at last, and where it was told to be without an answer. */
async function moveUntilDeath(world: HttpWorld, server: ServerProcess, random: Random, told: Map<string, string>): Promise<void> {
  while (server.running) {
    const [userId, areaId] = [random.pick(USERS), random.pick(Object.keys(LAYOUT.areas))];
    try {
      await (told.has(userId) ? world.move(userId, areaId) : world.user(userId, areaId));
      told.set(userId, areaId);
    } catch (error) {
      if (/answered [45]/.test((error as Error).message)) throw error;
    }
    if (random.chance(0.2)) await pause(random.below(60));
  }
}

it(
  `users that are moved by a platform that is killed ${KILLS} times come to be served where they are, by what is needed and no more`,
  async () => {
    const random = new Random(printedSeed('kill -9 while users move'));
    const databaseUrl = await newDatabase();
    const environment = { DATABASE_URL: databaseUrl, MEC_DATA_DIR: temporaryFolder() };
    const told = new Map<string, string>();
    let server = await startProcess({ environment });
    const first = new HttpWorld(request(server.origin));
    await first.seed();
    await first.application({ ports: ['1216:80'] });
    await first.policy({ keepFor: 0, destruction: LAYOUT.destruction });
    for (let kill = 0; kill < KILLS; kill++) {
      const world = new HttpWorld(request(server.origin));
      await Promise.all([moveUntilDeath(world, server, random, told), pause(100 + random.below(LONGEST_LIFE_MS)).then(() => server.kill())]);
      expect(await rowFaults(databaseUrl)).toEqual([]);
      server = await startProcess({ environment });
    }
    const world = new HttpWorld(request(server.origin));
    for (const { place } of await world.users()) expect(Object.keys(LAYOUT.areas)).toContain(place!.areaId);
    for (const [userId, areaId] of told) await world.move(userId, areaId);
    await eventually(async () => expect(await worldFaults([world], LAYOUT)).toEqual([]));
    expect((await world.users()).map(({ userId, place }) => [userId, place!.areaId]).filter(([userId]) => told.has(userId!))).toEqual([...told].sort());
    const deployed = (await world.tasks()).filter(({ action, state }) => action === 'DEPLOY' && state === 'DONE').map(({ deploymentId }) => deploymentId);
    expect(new Set(deployed).size).toBe(deployed.length);
    expect(server.errorLog).toEqual([]);
  },
  TIMEOUT_MS,
);
