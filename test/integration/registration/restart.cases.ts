import { executeSql } from '../../support/database-outage.js';
import { startPlatform } from '../../support/platform.js';
import { begin, ended, load, readRun, REGISTRATION, registrationPath, runsOf, ueOf } from '../../support/registration.js';
import { type SpecAgent, specAgent } from '../../support/spec-agent.js';

const LONG = { rejectBy: 'NONE', retryCap: 100 } as const;

/** Runs that keep those waiting which begin after them. */
const keepBusy = (api: SpecAgent) => Promise.all(Array.from({ length: 20 }, () => begin(api, { settings: LONG })));

/** A platform on the database of another. */
async function start(databaseUrl?: string): Promise<{ api: SpecAgent; databaseUrl: string; stop: () => Promise<void> }> {
  const platform = await startPlatform(databaseUrl === undefined ? {} : { environment: { DATABASE_URL: databaseUrl } });
  return { api: specAgent(platform), databaseUrl: platform.databaseUrl, stop: () => platform.stop() };
}

describe('registrations after a restart', () => {
  it('are as they were, with their networks and UEs, byte for byte', async () => {
    const first = await start();
    await load(first.api, { runs: [{ ue: 'car-1', gnb: 'gNB2', settings: { updatesUe: true } }] }).expect(201);
    const [run] = await runsOf(first.api);
    await ended(first.api, run!.id);
    const paths = [`${REGISTRATION}/networks`, registrationPath('scenario'), registrationPath('ues'), registrationPath('runs'), registrationPath('runs', run!.id), `${registrationPath('runs', run!.id)}?format=mermaid`];
    const readAll = (api: SpecAgent) => Promise.all(paths.map(async (path) => (await api.get(path).expect(200)).text));
    const before = await readAll(first.api);
    await first.stop();
    const second = await start(first.databaseUrl);
    expect(await readAll(second.api)).toEqual(before);
  });

  it('that were cut off are emulated again, and end as they would have', async () => {
    const first = await start();
    await load(first.api).expect(201);
    const { id: _id, startedAt: _startedAt, ...undisturbed } = await ended(first.api, (await begin(first.api, { settings: LONG })).id);
    await keepBusy(first.api);
    const cutOff = await begin(first.api, { settings: LONG });
    const waiting = await begin(first.api, { settings: { updatesUe: true } });
    await first.stop();
    const second = await start(first.databaseUrl);
    expect(await ended(second.api, cutOff.id)).toEqual({ ...undisturbed, id: cutOff.id, startedAt: cutOff.startedAt });
    expect(await ended(second.api, waiting.id)).toMatchObject({ outcome: 'REGISTERED' });
    expect(await ueOf(second.api)).toMatchObject({ nssaiInclusionMode: 'C' });
  });

  it('that were cut off and cannot be emulated any more end INTERRUPTED, and hold up none', async () => {
    const first = await start();
    await load(first.api).expect(201);
    await keepBusy(first.api);
    const lost = await begin(first.api, { settings: LONG });
    const next = await begin(first.api);
    await first.stop();
    await executeSql(first.databaseUrl, `UPDATE registration_run SET network_digest = 'lost' WHERE run_id = '${lost.id}'`);
    const second = await start(first.databaseUrl);
    expect(await ended(second.api, next.id)).toMatchObject({ state: 'FINISHED' });
    expect(await readRun(second.api, lost.id)).toEqual({ ...lost, state: 'INTERRUPTED', reason: expect.stringMatching(/\.$/) });
    expect(await runsOf(second.api, '?state=INTERRUPTED')).toHaveLength(1);
  });
});
