import fc from 'fast-check';
import { Problem } from '../../src/modules/common/problem/index.js';
import type { RadioNetwork } from '../../src/modules/ran/domain/radio-network.js';
import type { HoStatus, RadioEvent } from '../../src/modules/ran/domain/types.js';
import { data, external, ofKind, parked, plain, START, until, voice } from './ran-scenes.js';

/** The plain with a UE that is told of, and served by the cell in the west. */
function world(): RadioNetwork {
  const network = plain();
  network.putUe(external('probe', { associateId: [{ type: 1, value: '10.45.0.13' }], bearers: [data] }));
  network.accept([{ kind: 'UE_STATE', state: { ue: 'probe', servingCell: 'west-1' } }]);
  return network;
}

const report: RadioEvent = {
  kind: 'MEASUREMENT_REPORT',
  ue: 'probe',
  servingCell: 'west-1',
  trigger: 'A3',
  measurements: [
    { cell: 'west-1', rsrp: -92, rsrq: -13.5, sinr: 3 },
    { cell: 'east-1', rsrp: -87 },
  ],
};

const handover = (hoStatus: HoStatus, others: Partial<Extract<RadioEvent, { kind: 'HANDOVER' }>> = {}): RadioEvent => ({ kind: 'HANDOVER', ue: 'probe', sourceCell: 'west-1', targetCells: ['east-1'], hoStatus, ...others });

it('a state attaches a UE, and its bearers come with it', () => {
  const network = plain();
  expect(network.putUe(external('probe', { bearers: [data] }))).toEqual([]);
  const state = { ue: 'probe', attached: true, position: { latitude: 0, longitude: 0.001, altitude: 30 }, speed: 8, heading: 12, servingCell: 'west-1', timingAdvance: 3, prbUsage: { dl: 20, ul: 5 }, layer2: { dl_nongbr_delay_ue: 9 }, measurements: [{ cell: 'west-1', rsrp: -80 }] };
  const events = network.accept([{ kind: 'UE_STATE', state }]);
  expect(events.map((event) => [event.kind, event.kind === 'BEARER' && event.change])).toEqual([['UE_STATE', false], ['BEARER', 'ESTABLISHED'], ['UE_STATE', false]]);
  expect(network.ueState('probe')).toEqual({ ...state, secondaryCells: [], measuredAt: new Date(START).toISOString() });
  expect(network.servedUes()).toMatchObject([{ ue: { id: 'probe' }, cell: { id: 'west-1' }, bearers: [data] }]);
});

it('a state without an attribute leaves it as it is; one that is not attached releases the bearers', () => {
  const network = world();
  network.accept([{ kind: 'UE_STATE', state: { ue: 'probe', speed: 5 } }, { kind: 'UE_STATE', state: { ue: 'probe', heading: 90 } }]);
  expect(network.ueState('probe')).toMatchObject({ attached: true, servingCell: 'west-1', speed: 5, heading: 90 });
  expect(network.accept([{ kind: 'UE_STATE', state: { ue: 'probe', attached: false } }])).toMatchObject([{ kind: 'BEARER', change: 'RELEASED' }, { kind: 'UE_STATE', state: { attached: false } }]);
});

it('a measurement report is passed on, with what is known of cells and UE', () => {
  const network = world();
  expect(network.accept([report])).toEqual([
    {
      kind: 'MEASUREMENT_REPORT',
      time: START,
      ue: { id: 'probe', associateId: [{ type: 1, value: '10.45.0.13' }] },
      cell: network.cellIdentity('west-1'),
      trigger: 'A3',
      servingCells: [{ serving: { cell: network.cellIdentity('west-1'), rsrp: -92, rsrq: -13.5, sinr: 3 }, bestNeighbour: { cell: network.cellIdentity('east-1'), rsrp: -87 } }],
      neighbours: [{ cell: network.cellIdentity('east-1'), rsrp: -87 }],
    },
  ]);
  expect(network.ueState('probe').measurements).toEqual([{ cell: 'east-1', rsrp: -87 }, { cell: 'west-1', rsrp: -92, rsrq: -13.5, sinr: 3 }]);
});

describe('a handover', () => {
  const told = (network: RadioNetwork, ...events: RadioEvent[]) => ofKind(network.accept(events), 'HANDOVER').map(({ hoStatus, cause, failure }) => [hoStatus, cause, failure]);

  it('is passed on status by status, and moves the UE when it is completed', () => {
    const network = world();
    expect(network.accept([handover(1)])).toMatchObject([{ kind: 'HANDOVER', hoStatus: 1, cause: 'EXTERNAL', cell: { id: 'west-1' }, targetCells: [{ id: 'east-1' }] }]);
    expect(network.advance(60_000).filter(({ kind }) => kind === 'HANDOVER')).toEqual([]);
    expect(network.accept([handover(2)])).toMatchObject([{ hoStatus: 2 }]);
    expect(network.accept([handover(3)])).toMatchObject([{ hoStatus: 3, cell: { id: 'east-1' } }, { kind: 'BEARER', change: 'MODIFIED', bearer: { enbInfo: { ipAddress: '10.254.0.2' } } }]);
    expect(network.ueState('probe').servingCell).toBe('east-1');
  });

  it('of which only the end is told has been on its way', () => {
    expect(told(world(), handover(3))).toEqual([[1, 'EXTERNAL', undefined], [2, 'EXTERNAL', undefined], [3, 'EXTERNAL', undefined]]);
    expect(told(world(), handover(4, { failure: 'NOT_ADMITTED' }))).toEqual([[1, 'EXTERNAL', undefined], [4, 'EXTERNAL', 'NOT_ADMITTED']]);
    expect(told(world(), handover(1), handover(5))).toEqual([[1, 'EXTERNAL', undefined], [5, 'EXTERNAL', 'EXTERNAL']]);
  });

  it('that begins ends the one before', () => {
    const network = world();
    expect(told(network, handover(1, { handoverId: 'a' }), handover(1, { handoverId: 'b' }), handover(3, { handoverId: 'b' }))).toEqual([[1, 'EXTERNAL', undefined], [5, 'EXTERNAL', 'EXTERNAL'], [1, 'EXTERNAL', undefined], [2, 'EXTERNAL', undefined], [3, 'EXTERNAL', undefined]]);
    expect(network.handovers().map(({ id, status }) => [id, status])).toEqual([['a', 'CANCELLED'], ['b', 'COMPLETED']]);
  });

  it('of a UE that is emulated begins, and the emulation goes on with it', () => {
    const network = plain({ reportConfigs: [] });
    network.putUe(parked('ue', 480));
    expect(told(network, { ...handover(1), ue: 'ue' } as RadioEvent)).toEqual([[1, 'EXTERNAL', undefined]]);
    expect(ofKind(until(network, (event) => event.kind === 'HANDOVER' && event.hoStatus === 3), 'HANDOVER').map(({ hoStatus }) => hoStatus)).toEqual([2, 3]);
  });
});

it('a bearer comes, changes and goes, of an emulated UE too', () => {
  const network = world();
  network.putUe(parked('ue', 100, { bearers: [] }));
  for (const ue of ['probe', 'ue']) {
    const change = (kind: 'ESTABLISHED' | 'MODIFIED' | 'RELEASED', bearer = voice): RadioEvent => ({ kind: 'BEARER', ue, change: kind, bearer });
    expect(network.accept([change('ESTABLISHED')])).toMatchObject([{ kind: 'BEARER', change: 'ESTABLISHED', ue: { id: ue }, bearer: voice }]);
    expect(network.accept([change('MODIFIED', { ...voice, offeredDl: 1 })])).toMatchObject([{ change: 'MODIFIED', previous: voice }]);
    expect(network.accept([change('RELEASED')])).toMatchObject([{ change: 'RELEASED' }]);
    for (const kind of ['MODIFIED', 'RELEASED'] as const) expect(() => network.accept([change(kind)])).toThrow(new Problem(422, `The UE ${ue} has no bearer 6.`));
    expect(network.accept([change('ESTABLISHED'), change('MODIFIED', { ...voice, offeredDl: 1 }), change('RELEASED')]).map((event) => event.kind === 'BEARER' && event.change)).toEqual(['ESTABLISHED', 'MODIFIED', 'RELEASED']);
  }
});

it('timing advance and carrier aggregation are passed on', () => {
  const network = world();
  expect(network.accept([{ kind: 'TIMING_ADVANCE', ue: 'probe', cell: 'west-1', timingAdvance: 77 }])).toMatchObject([{ kind: 'TIMING_ADVANCE', cell: { id: 'west-1' }, timingAdvance: 77 }]);
  expect(network.accept([{ kind: 'CARRIER_AGGREGATION', ue: 'probe', primaryCell: 'west-1', addedCells: ['east-1'], measurements: report.kind === 'MEASUREMENT_REPORT' ? report.measurements : [] }])).toMatchObject([
    { kind: 'CARRIER_AGGREGATION', cell: { id: 'west-1' }, addedCells: [{ id: 'east-1' }], removedCells: [], servingCells: [{ serving: { rsrp: -92 } }, { serving: { rsrp: -87 } }] },
  ]);
  expect(network.accept([{ kind: 'CARRIER_AGGREGATION', ue: 'probe', primaryCell: 'west-1', removedCells: ['east-1'] }])).toMatchObject([{ addedCells: [], removedCells: [{ id: 'east-1' }] }]);
});

it('the state of a cell stays until the next one comes', () => {
  const network = world();
  const [event] = network.accept([{ kind: 'CELL_STATE', state: { cell: 'east-1', ues: ['probe'], layer2: { dl_total_prb_usage_cell: 20 } } }]).slice(-1);
  expect(event).toMatchObject({ kind: 'CELL_STATE', cell: { id: 'east-1' }, state: { ues: ['probe'], layer2: { dl_total_prb_usage_cell: 20 } } });
  network.advance(5000);
  expect(network.cellState('east-1')).toMatchObject({ ues: ['probe'], layer2: { dl_total_prb_usage_cell: 20, ul_total_prb_usage_cell: 0 } });
});

it('the emulation leaves a UE alone that is told of', () => {
  const network = world();
  network.accept([report]);
  const before = network.ueState('probe');
  expect(network.advance(60_000).filter((event) => event.kind !== 'CELL_STATE')).toEqual([]);
  expect(network.ueState('probe')).toEqual(before);
});

it('the clock of a follower goes with what it is told, and never back', () => {
  const network = world();
  expect(network.accept([report], START + 5000)[0]!.time).toBe(START + 5000);
  expect(network.accept([report], START)[0]!.time).toBe(START + 5000);
});

it('the cell that serves a UE already cannot become a secondary one', () => {
  const network = world();
  const before = network.snapshot();
  expect(() => network.accept([{ kind: 'UE_STATE', state: { ue: 'probe', secondaryCells: ['west-1'] } }])).toThrow(new Problem(422, 'The primary cell west-1 cannot be a secondary one.'));
  expect(network.snapshot()).toEqual(before);
});

describe('what cannot be', () => {
  const known = fc.constantFrom<RadioEvent>(report, handover(1), { kind: 'BEARER', ue: 'probe', change: 'ESTABLISHED', bearer: voice });
  const wrong: [RadioEvent, string][] = [
    [{ ...report, ue: 'nobody' }, 'There is no UE nobody.'],
    [{ ...report, measurements: [{ cell: 'nowhere', rsrp: -80 }] }, 'There is no cell nowhere.'],
    [handover(1, { targetCells: ['nowhere'] }), 'There is no cell nowhere.'],
    [{ kind: 'UE_STATE', state: { ue: 'probe', secondaryCells: ['nowhere'] } }, 'There is no cell nowhere.'],
    [{ kind: 'CELL_STATE', state: { cell: 'nowhere' } }, 'There is no cell nowhere.'],
    [{ kind: 'TIMING_ADVANCE', ue: 'emulated', cell: 'west-1', timingAdvance: 1 }, 'The UE emulated is emulated, so nothing of kind TIMING_ADVANCE can be told of it.'],
    [{ kind: 'CARRIER_AGGREGATION', ue: 'probe', primaryCell: 'west-1', addedCells: ['west-1'] }, 'The primary cell west-1 cannot be a secondary one.'],
    [{ kind: 'CARRIER_AGGREGATION', ue: 'probe', primaryCell: 'west-1', removedCells: ['west-1'] }, 'The primary cell west-1 cannot be a secondary one.'],
    [{ kind: 'CARRIER_AGGREGATION', ue: 'probe', primaryCell: 'west-1', addedCells: ['east-1'], removedCells: ['east-1'] }, 'The cell east-1 cannot be added and removed at once.'],
    [{ kind: 'UE_STATE', state: { ue: 'probe', servingCell: 'west-1', secondaryCells: ['east-1', 'west-1'] } }, 'The primary cell west-1 cannot be a secondary one.'],
    [{ kind: 'UE_STATE', state: { ue: 'probe', attached: false, servingCell: 'west-1' } }, 'The UE probe is not attached, so it has no servingCell.'],
    [{ ...report, ue: 'emulated' }, 'The UE emulated is emulated, so nothing of kind MEASUREMENT_REPORT can be told of it.'],
  ];

  it.each(wrong)('is refused with what went with it, and nothing has changed: %j', (event, detail) => {
    fc.assert(
      fc.property(fc.array(known, { maxLength: 3 }), (others) => {
        const network = world();
        network.putUe(parked('emulated', 100));
        const before = network.snapshot();
        expect(() => network.accept([...others, event])).toThrow(new Problem(422, detail));
        expect(network.snapshot()).toEqual(before);
      }),
      { numRuns: 10 },
    );
  });
});
