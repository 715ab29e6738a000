import { begin, ended, load, readRun, registration, registrationPath, runsOf, slices, SUPI, ue, ueOf } from '../../support/registration.js';
import { RunRepository } from '../../../src/modules/registration/domain/ports/run-repository.js';
import { UnitOfWork } from '../../../src/modules/common/unit-of-work/index.js';
import { usePlatform } from '../../support/use-platform.js';

/** The most that a run can be asked for: a thousand attempts and their trace. */
const MOST = { rejectBy: 'NONE', retryCap: 100 } as const;
const OTHER = { id: 'car-2', ...ue({ supi: 'imsi-460000000000002' }) };

describe('runs of registrations', () => {
  const { api, platform } = usePlatform();

  beforeEach(async () => {
    await api.delete(registrationPath());
    await load(api).expect(201);
  });

  it('of a hundred attempts come to their end, while others are answered', async () => {
    const { id } = await begin(api, { settings: MOST });
    let answers = 0;
    for (let run = await readRun(api, id); run.state === 'RUNNING'; run = await readRun(api, id)) answers++;
    expect(answers).toBeGreaterThan(0);
    const run = await readRun(api, id);
    expect(run).toMatchObject({ outcome: 'LOOP', messageCount: expect.any(Number) });
    expect(run.attempts!.slice(0, 6).map(({ startedAt }) => startedAt)).toEqual([0, 25_000, 50_000, 75_000, 100_000, 835_000]);
    expect(run.attempts).toHaveLength(101);
    const listed = await runsOf(api);
    expect(listed[0]).not.toHaveProperty('trace');
  });

  it('leave the UE as it is unless they are to update it', async () => {
    const before = await ueOf(api);
    await ended(api, (await begin(api)).id);
    expect(await ueOf(api)).toEqual(before);
    const run = await ended(api, (await begin(api, { settings: { updatesUe: true } })).id);
    expect(await ueOf(api)).toEqual(run.ueState);
    expect(run.ueState).toMatchObject({ supi: SUPI, guti: { guami: { amfId: '010041' } }, nssaiInclusionMode: 'C' });
  });

  it('begin with what those before them of the same UE have left, however close they follow', async () => {
    const settings = { updatesUe: true };
    await load(api, { runs: [registration({ settings }), registration({ name: 'knows the way', settings })] }).expect(200);
    const [first, second] = await Promise.all((await runsOf(api)).map(({ id }) => ended(api, id)));
    expect([first!.attempts!.length, second!.attempts!.length]).toEqual([2, 1]);
    expect(second!.attempts![0]).toMatchObject({ accessStratumNssai: slices(1, 2), end: 'ACCEPTED' });
  });

  it('go by the UE as it was when they began, and do not undo what somebody has changed meanwhile', async () => {
    await load(api, { ues: [{ id: 'car-1', ...ue() }, OTHER] }).expect(200);
    const longBefore = await begin(api, { ue: 'car-2', settings: MOST });
    const { id } = await begin(api, { settings: { updatesUe: true } });
    const changed = { id: 'car-1', ...ue({ nssaiInclusionMode: 'A' }) };
    await api.put(registrationPath('ues', 'car-1')).send(changed).expect(200);
    await ended(api, longBefore.id);
    expect((await ended(api, id)).attempts).toHaveLength(2);
    expect(await ueOf(api)).toEqual(changed);
  });

  it('go on when their UE is removed', async () => {
    await load(api, { ues: [{ id: 'car-1', ...ue() }, OTHER] }).expect(200);
    await begin(api, { ue: 'car-2', settings: MOST });
    const { id } = await begin(api, { settings: { updatesUe: true } });
    await api.delete(registrationPath('ues', 'car-1')).expect(204);
    expect(await ended(api, id)).toMatchObject({ outcome: 'REGISTERED' });
    await api.get(registrationPath('ues', 'car-1')).expect(404);
  });

  it('are dropped with their network while they run, and those of its successor go on', async () => {
    await begin(api, { settings: MOST });
    await api.delete(registrationPath()).expect(204);
    await load(api).expect(201);
    expect(await ended(api, (await begin(api)).id)).toMatchObject({ outcome: 'REGISTERED' });
    expect(await runsOf(api)).toHaveLength(1);
  });

  it('that cell changes have begun are kept up to a number, the latest', async () => {
    const { app } = platform.server;
    const [runs, unitOfWork] = [app.get(RunRepository, { strict: false }), app.get(UnitOfWork)];
    const kept = await ended(api, (await begin(api)).id);
    const { attempts: _attempts, trace: _trace, ...run } = kept;
    const network = { id: 'sliced', plmnId: { mcc: '460', mnc: '00' }, gnbs: [], amfSets: [] };
    const ue = await ueOf(api);
    const starts = ['a', 'b', 'c', 'd', 'e'].map((id) => ({ run: { ...run, id, trigger: 'CELL_CHANGE' as const }, ue, subscriptions: [] }));
    for (const some of [starts.slice(0, 2), starts.slice(2)]) await unitOfWork.run((transaction) => runs.insert(transaction, 'sliced', network, some));
    await unitOfWork.run((transaction) => runs.forgetCellChanges(transaction, 'sliced', 3));
    expect((await runsOf(api)).map(({ id }) => id)).toEqual([kept.id, 'c', 'd', 'e']);
  });
});
