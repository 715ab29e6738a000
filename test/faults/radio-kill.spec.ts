import { setTimeout as pause } from 'node:timers/promises';
import { request } from 'undici';
import { eventually } from '../support/eventually.js';
import { CallbackListener } from '../support/news/callback-listener.js';
import { newDatabase, type ServerProcess, startProcess } from '../support/process.js';
import { ecgi, PLMN } from '../support/rni/harbour.js';
import { measured, measuredOnce, TIMING_ADVANCE } from '../support/rni/rni-world.js';

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

/** @throws Error if the answer has another status than the one that is expected */
async function send(server: ServerProcess, method: 'POST' | 'PUT', path: string, body: unknown, expected: number): Promise<void> {
  const answer = await request(`${server.origin}${path}`, { method, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
  const text = await answer.body.text();
  if (answer.statusCode !== expected) throw new Error(`${method} ${path} is answered ${answer.statusCode}: ${text}`);
}

/** Answers nothing if the server dies. */
async function measure({ origin }: ServerProcess, timingAdvance: number): Promise<number | undefined> {
  const body = JSON.stringify([{ kind: 'TIMING_ADVANCE', ue: 'car', cell: 'quay', timingAdvance }]);
  const answer = await request(`${origin}/ran/v1/events`, { method: 'POST', headers: { 'content-type': 'application/json' }, body }).catch(() => undefined);
  await answer?.body.dump();
  return answer?.statusCode;
}

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
      const measureNext = async (target: ServerProcess) => {
        const status = await measure(target, next);
        if (status === 204) acknowledged.push(next);
        next += 1;
        return status;
      };
      for (let kill = 0; kill < KILLS; kill++) {
        const victim = server;
        const killing = pause(300 + 200 * kill).then(() => victim.kill());
        while ((await measureNext(victim)) !== undefined);
        await killing;
        server = await startProcess({ environment });
      }
      // A busy machine may keep the database from answering in time.
      for (const last = next + EVENTS; next < last; ) expect([204, 503]).toContain(await measureNext(server));
      expect(acknowledged.length).toBeGreaterThan(EVENTS / 2);

      await eventually(() => expect(measured(callback.told)).toContain(acknowledged.at(-1)));
      const told = measuredOnce(callback.told) as number[];
      expect(told).toEqual(told.toSorted((one, other) => one - other));
      expect(new Set(told).size).toBe(told.length);
      expect(acknowledged.filter((value) => !told.includes(value))).toEqual([]);
    },
    TIMEOUT_MS,
  );
});
