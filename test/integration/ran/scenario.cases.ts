import type { Scenario } from '../../../src/modules/ran/domain/types.js';
import { RUNNING_CLOCK } from '../../../src/modules/ran/domain/host/hosted-network.js';
import { preconditionFailed, Problem } from '../../../src/modules/common/problem/index.js';
import { changing, type RanProcess, RanWorld } from '../../support/ran-world.js';
import { pass, text } from '../../support/ran-road.js';
import { car, enb, eutranCell, external, handoverReport, parked, voice } from '../../unit/ran-scenes.js';

const STEPPED = { ...RUNNING_CLOCK, mode: 'STEPPED' as const };

const road = (others: Partial<Scenario> = {}): Scenario => ({
  name: 'A road',
  startTime: '2026-01-01T00:00:00.000Z',
  clock: { mode: 'STEPPED' },
  configuration: { shadowing: false, reportConfigs: [handoverReport] },
  baseStations: [enb('west', 1, 0), enb('east', 2, 1000)],
  cells: [eutranCell('west-1', 'west', '0000101', { neighbours: ['east-1'] }), eutranCell('east-1', 'east', '0000201', { neighbours: ['west-1'] })],
  ues: [car('car', 0, 1000), external('probe')],
  schedule: [
    { at: 2, event: { kind: 'BEARER', ue: 'car', change: 'RELEASED', bearer: voice } },
    { at: 0.55, event: { kind: 'BEARER', ue: 'car', change: 'ESTABLISHED', bearer: voice } },
  ],
  ...others,
});

const START = Date.parse('2026-01-01T00:00:00.000Z');

describe('scenarios', () => {
  let world: RanWorld;
  let process: RanProcess;
  beforeEach(async () => {
    world = await RanWorld.open();
    process = await world.begin();
  });

  const bearerEvents = async () => (await world.events()).flatMap((event) => (event.kind === 'BEARER' && event.bearer.erabId === voice.erabId ? [[event.change, event.time - START]] : []));

  it('begin at their time, and what is scheduled happens at the end of the step into which it falls', async () => {
    await process.scenarios.load(road());
    expect(await process.networkClock.read()).toEqual({ ...STEPPED, time: START });
    await pass(process.host, 5000);
    expect(await bearerEvents()).toEqual([
      ['ESTABLISHED', 600],
      ['RELEASED', 2000],
    ]);
  });

  it('begin when they are loaded if they do not say when', async () => {
    const { startTime: _startTime, clock: _clock, ...others } = road();
    await process.scenarios.load(others);
    expect(await process.networkClock.read()).toEqual({ ...RUNNING_CLOCK, time: world.clock.now() });
  });

  it('tell of their beginning before what happens in it', async () => {
    await process.scenarios.load(road());
    expect((await world.logged()).map(({ payload }) => payload.kind).slice(0, 2)).toEqual(['RESET', 'BEARER']);
    expect((await world.logged())[0]!.payload).toEqual({ kind: 'RESET', time: START });
  });

  it('go on with the schedule after a death', async () => {
    await process.scenarios.load(road());
    await pass(process.host, 1000);
    process = await world.begin();
    await pass(process.host, 4000);
    expect((await bearerEvents()).map(([change]) => change)).toEqual(['ESTABLISHED', 'RELEASED']);
  });

  it('pass over what cannot happen any more, and go on', async () => {
    await process.scenarios.load(road({ schedule: [...road().schedule!, { at: 1.5, event: { kind: 'TIMING_ADVANCE', ue: 'probe', cell: 'west-1', timingAdvance: 3 } }] }));
    await changing(process.host, (network) => network.removeUe('probe'));
    await pass(process.host, 5000);
    expect((await bearerEvents()).map(([change]) => change)).toEqual(['ESTABLISHED', 'RELEASED']);
    expect((await world.events()).filter(({ kind, time }) => kind === 'TIMING_ADVANCE' && time === START + 1500)).toEqual([]);
  });

  it('are told as they are loaded, and can be loaded again', async () => {
    const loaded = await process.scenarios.load(road());
    const expected = { ...road(), clock: STEPPED, schedule: road().schedule!.toReversed() };
    expect(text(loaded)).toMatchObject(text(expected) as object);
    expect(await process.scenarios.current()).toEqual(loaded);
    await pass(process.host, 3000);
    expect(await process.scenarios.current()).toEqual(loaded);
    expect(await process.scenarios.load(await process.scenarios.current())).toEqual(loaded);
  });

  it('begin again after a reset, with what was changed since, and happen as the first time', async () => {
    await process.scenarios.load(road());
    await pass(process.host, 3000);
    const first = await world.events();
    await changing(process.host, (network) => network.putUe(parked('late', 300)));
    await changing(process.host, (network) => network.startHandover('car', ['east-1']));
    await changing(process.host, (network) => network.removeUe('late'));
    const before = (await world.events()).length;
    await process.scenarios.reset();
    expect(await process.host.read((network) => [network.now, network.handovers()])).toEqual([START, []]);
    await pass(process.host, 3000);
    expect((await world.events()).slice(before)).toEqual(first);
  });

  it('leave out what leads nowhere any more', async () => {
    await process.scenarios.load(road());
    await changing(process.host, (network) => [...network.removeUe('car'), ...network.putCell(eutranCell('west-2', 'west', '0000102', { neighbours: ['west-1', 'nowhere'] }))]);
    const scenario = await process.scenarios.current();
    expect(scenario).toMatchObject({ ues: [{ id: 'probe' }], schedule: [] });
    expect(scenario.cells.find(({ id }) => id === 'west-2')).toMatchObject({ neighbours: ['west-1'] });
    await process.scenarios.load(scenario);
  });

  it('are refused with all faults, and nothing has changed', async () => {
    const loaded = await process.scenarios.load(road());
    const wrong = road({
      configuration: { reportConfigs: [{ id: 'a', rat: 'NR', trigger: 'A1' }] },
      baseStations: [enb('west', 1, 0), enb('east', 1, 1000), enb('west', 3, 0), { ...enb('short', 4, 0), nodeId: '4' }],
      cells: [eutranCell('a', 'west', '0000101', { neighbours: ['b'] }), eutranCell('c', 'south', '0000301'), eutranCell('d', 'west', '0000202')],
      ues: [car('car', 0, 1), parked('car', 0), { id: 'track', mobility: { model: 'TRACK', file: 'x.csv', trackedId: 'y' } }, external('twice', { bearers: [voice, voice] })],
      schedule: [
        { at: 1, event: { kind: 'TIMING_ADVANCE', ue: 'car', cell: 'a', timingAdvance: 0 } },
        { at: 1, event: { kind: 'HANDOVER', ue: 'car', sourceCell: 'a', targetCells: ['a'], hoStatus: 1 } },
        { at: 2, event: { kind: 'BEARER', ue: 'ghost', change: 'ESTABLISHED', bearer: voice } },
        { at: 2, event: { kind: 'BEARER', ue: 'car', change: 'ESTABLISHED', bearer: { ...voice, enbInfo: { ipAddress: 'x', tunnelId: '0000a001' } } } },
      ],
    });
    const refusal = await process.scenarios.load(wrong).catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(Problem);
    expect((refusal as Problem).status).toBe(400);
    expect((refusal as Problem).faults).toEqual([
      { place: '/configuration/reportConfigs/0', detail: 'lacks threshold1, which A1 needs' },
      { place: '/baseStations/1', detail: 'is refused: west has the ENB 00001 in the PLMN 001-01 already' },
      { place: '/baseStations/2/id', detail: 'is that of another one, west' },
      { place: '/baseStations/3/nodeId', detail: 'of an ENB must be five hexadecimal digits' },
      { place: '/cells/1', detail: 'is refused: There is no base station south' },
      { place: '/cells/2/ecgi/cellId', detail: 'must begin with the nodeId of its base station, 00001' },
      { place: '/ues/1/id', detail: 'is that of another one, car' },
      { place: '/ues/2', detail: 'is refused: The platform has no track x.csv' },
      { place: '/ues/3/bearers/1/erabId', detail: 'must not be that of another bearer, 6' },
      { place: '/schedule/3/event/bearer/enbInfo/ipAddress', detail: 'must be an IP address' },
      { place: '/cells/0/neighbours/0', detail: 'names the cell b, which is not there' },
      { place: '/schedule/0/event', detail: 'cannot happen: The UE car is emulated, so nothing of kind TIMING_ADVANCE can be told of it' },
      { place: '/schedule/1/event', detail: 'cannot happen: A handover from a leads to other cells' },
      { place: '/schedule/2/event', detail: 'cannot happen: There is no UE ghost' },
    ]);
    expect(await process.scenarios.current()).toEqual(loaded);
  });

  it('are not loaded if whoever asks for it objects to the present one', async () => {
    const loaded = await process.scenarios.load(road());
    const seen: Scenario[] = [];
    const objecting = (present: Scenario) => {
      seen.push(present);
      throw preconditionFailed('Somebody else was faster.');
    };
    await expect(process.scenarios.load(road({ name: 'another' }), objecting)).rejects.toMatchObject({ status: 412 });
    expect(seen).toEqual([loaded]);
    expect(await process.scenarios.current()).toEqual(loaded);
  });
});
