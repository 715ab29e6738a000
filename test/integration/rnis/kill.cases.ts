import { setTimeout as pause } from 'node:timers/promises';
import { request } from 'undici';
import { eventually } from '../../support/eventually.js';
import { CallbackListener } from '../../support/news/callback-listener.js';
import { newDatabase, type ServerProcess, startProcess } from '../../support/process.js';
import { ecgi, PLMN } from '../../support/rni/harbour.js';
import { measured, measuredOnce, TIMING_ADVANCE } from '../../support/rni/rni-world.js';

const KILLS = 3;
const EVENTS = 300;
const TIMEOUT_MS = 120_000;

const SCENARIO = {
  name: 'one UE',
  clock: { mode: 'STEPPED' },
  baseStations: [{ id: 'quay', type: 'ENB', plmn: PLMN, nodeId: '0010a', position: { latitude: 0, longitude: 0 } }],
  cells: [{ id: 'quay', baseStation: 'quay', ecgi: ecgi('0010a01'), transmitPower: 43, carrierFrequency: 1800, bandwidth: 100 }],
  ues: [{ id: 'car', associateId: [{ type: 1, value: '10.45.0.11' }], mobility: { model: 'EXTERNAL' } }],
};

/** @throws Error if the server dies, or answers anything else than the status that is expected */
async function send(server: ServerProcess, method: 'POST' | 'PUT', path: string, body: unknown, expected: number): Promise<void> {
  const answer = await request(`${server.origin}${path}`, { method, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
  const text = await answer.body.text();
  if (answer.statusCode !== expected) throw new Error(`${method} ${path} is answered ${answer.statusCode}: ${text}`);
}

const measure = (server: ServerProcess, timingAdvance: number) => send(server, 'POST', '/ran/v1/events', [{ kind: 'TIMING_ADVANCE', ue: 'car', cell: 'quay', timingAdvance }], 204);

describe('a platform that is killed while the radio network is busy', () => {
  it(
    'tells all that it has acknowledged, in order, the same under the same id',
    async () => {
      const callback = await CallbackListener.open();
      const environment = { DATABASE_URL: await newDatabase() };
      let server = await startProcess({ environment });
      await send(server, 'PUT', '/ran/v1/scenario', SCENARIO, 200);
      await send(server, 'POST', '/ran/v1/events', [{ kind: 'UE_STATE', state: { ue: 'car', attached: true, servingCell: 'quay' } }], 204);
      await send(server, 'POST', '/rni/v2/subscriptions', { ...TIMING_ADVANCE, callbackReference: callback.url }, 201);

      const acknowledged: number[] = [];
      let next = 1;
      for (let kill = 0; kill < KILLS; kill++) {
        const victim = server;
        const killing = pause(300 + 200 * kill).then(() => victim.kill());
        for (let alive = true; alive; next++) {
          alive = await measure(victim, next).then(() => true, () => false);
          if (alive) acknowledged.push(next);
        }
        await killing;
        server = await startProcess({ environment });
      }
      for (const last = next + EVENTS; next < last; next++) {
        await measure(server, next);
        acknowledged.push(next);
      }

      await eventually(() => expect(measured(callback.told)).toContain(acknowledged.at(-1)));
      const told = measuredOnce(callback.told) as number[];
      expect(told).toEqual(told.toSorted((one, other) => one - other));
      expect(new Set(told).size).toBe(told.length);
      expect(acknowledged.filter((value) => !told.includes(value))).toEqual([]);
      expect(next - 1).toBe(acknowledged.length + KILLS);
    },
    TIMEOUT_MS,
  );
});
