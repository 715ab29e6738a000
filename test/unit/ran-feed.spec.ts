import fc from 'fast-check';
import { SchemaCompiler } from '../../src/modules/common/operation/index.js';
import { type FeedMessage, messageOfChange, messageOfEvent } from '../../src/modules/ran/domain/feed/feed-message.js';
import { type EventMessage, understood } from '../../src/modules/ran/domain/feed/understood-event.js';
import { mirrored } from '../../src/modules/ran/domain/follower/mirrored-portion.js';
import { portionsOf } from '../../src/modules/ran/domain/follower/portions.js';
import type { RanChange } from '../../src/modules/ran/domain/host/ran-log.js';
import type { RanEvent } from '../../src/modules/ran/domain/network/events.js';
import { RadioNetwork } from '../../src/modules/ran/domain/radio-network.js';
import type { RadioEvent } from '../../src/modules/ran/domain/types.js';
import { allDocuments } from '../support/declared-operations.js';
import { at, car, eutranCell, external, gnb, nrCell, plain, voice } from './ran-scenes.js';

const fits = new SchemaCompiler(allDocuments().find(({ name }) => name === 'ran')!, 'response').compile({ $ref: '#/components/schemas/FeedMessage' });

/** As it comes over a connection. */
const sent = <T>(message: T): T => JSON.parse(JSON.stringify(message)) as T;

/** A busy road below two technologies and two carriers. */
function busy(seed: number): RadioNetwork {
  const often = { rat: 'EUTRA' as const, trigger: 'PERIODICAL' as const, reportInterval: 640, reportAmount: 0 };
  const network = plain({ seed, shadowing: true });
  network.putCell(eutranCell('west-2', 'west', '0000102', { carrierFrequency: 2600, neighbours: ['west-1', 'east-1'] }));
  network.putBaseStation(gnb('middle', 3, 500));
  network.putCell(nrCell('middle-1', 'middle', '000003001', { neighbours: ['west-1', 'east-1'] }));
  network.configure({ ...network.configuration, reportConfigs: [...(network.configuration.reportConfigs ?? []), { ...often, id: 'often' }] });
  network.putUe(car('car', -100, 1100, { bearers: [{ ...voice, offeredDl: 90_000_000 }] }));
  network.putUe(external('probe', { associateId: [{ type: 1, value: '10.45.0.13' }], tempUeId: { mmec: '01', mtmsi: '00000001' } }));
  return network;
}

const told: RadioEvent[] = [
  { kind: 'UE_STATE', state: { ue: 'probe', servingCell: 'west-1', position: at(10), measurements: [{ cell: 'west-1', rsrp: -90 }] } },
  { kind: 'MEASUREMENT_REPORT', ue: 'probe', servingCell: 'west-1', trigger: 'B1', measurements: [{ cell: 'west-1', rsrp: -91, sinr: 3 }, { cell: 'middle-1', rsrp: -80, rsrq: -3 }, { cell: 'east-1', rsrp: -95 }] },
  { kind: 'CARRIER_AGGREGATION', ue: 'probe', primaryCell: 'west-1', addedCells: ['west-2'] },
  { kind: 'HANDOVER', ue: 'probe', sourceCell: 'west-1', targetCells: ['east-1', 'middle-1'], hoStatus: 1 },
  { kind: 'HANDOVER', ue: 'probe', sourceCell: 'west-1', targetCells: ['east-1'], hoStatus: 5, failure: 'EXTERNAL' },
  { kind: 'BEARER', ue: 'probe', change: 'ESTABLISHED', bearer: { erabId: 5, qci: 9 } },
  { kind: 'BEARER', ue: 'probe', change: 'MODIFIED', bearer: { erabId: 5, qci: 8 } },
  { kind: 'TIMING_ADVANCE', ue: 'probe', cell: 'west-1', timingAdvance: 9 },
  { kind: 'BEARER', ue: 'probe', change: 'RELEASED', bearer: { erabId: 5, qci: 8 } },
  { kind: 'CELL_STATE', state: { cell: 'west-1', layer2: { dl_total_prb_usage_cell: 30 } } },
];

function snapshotOf(network: RadioNetwork): Parameters<typeof RadioNetwork.mirrorOf>[0] {
  return {
    seq: 0,
    clock: { mode: 'STEPPED', time: new Date(network.now).toISOString() },
    configuration: network.configuration,
    baseStations: network.baseStations(),
    cells: network.cells(),
    ues: network.ues(),
    cellStates: network.cells().map(({ id }) => network.cellState(id)),
    ueStates: network.ues().map(({ id }) => network.ueState(id)),
    bearers: network.servedUes().map(({ ue, bearers }) => ({ ue: ue.id, bearers })),
    handovers: [],
  };
}

/** Each second of the life of a network: what happened in it. */
function* life(network: RadioNetwork): Generator<RanEvent[]> {
  for (let second = 0; second < 60; second++) {
    yield network.advance(1000);
    if (second % 20 === 10) for (const event of told) yield network.accept([event]);
  }
}

it('the feed says of every event all that a follower needs to tell the same, as its document says', () => {
  const network = busy(1);
  const identities = { ue: (id: string) => network.ueIdentity(id), cell: (id: string) => network.cellIdentity(id) };
  const kinds = new Map<string, number>();
  for (const events of life(network))
    for (const event of events) {
      const message = sent(messageOfEvent(event, 7));
      expect(fits(message) || fits.errors).toBe(true);
      expect(understood(message as EventMessage, identities)).toEqual(event);
      kinds.set(event.kind, (kinds.get(event.kind) ?? 0) + 1);
    }
  expect([...kinds.keys()].toSorted()).toEqual(['BEARER', 'CARRIER_AGGREGATION', 'CELL_STATE', 'HANDOVER', 'MEASUREMENT_REPORT', 'TIMING_ADVANCE', 'UE_STATE']);
});

it('a mirror that is told what happens shows the same as the network, second by second', () => {
  const network = busy(2);
  const mirror = RadioNetwork.mirrorOf(sent(snapshotOf(network)));
  for (const events of life(network)) {
    const messages = events.map((event) => sent(messageOfEvent(event, 1)));
    const happened = portionsOf(messages).flatMap((portion) => mirrored(mirror, portion).events);
    expect(happened).toEqual(events);
    const shown = ({ clock: _clock, ueStates: _states, ...snapshot }: ReturnType<typeof snapshotOf>) => snapshot;
    if (events.some(({ kind }) => kind === 'CELL_STATE')) expect(sent(shown(snapshotOf(mirror)))).toEqual(sent(shown(snapshotOf(network))));
    for (const { id } of network.ues()) expect(mirror.ueState(id).servingCell).toBe(network.ueState(id).servingCell);
    expect(mirror.handovers().map(({ id, status, timeline }) => [id, status, timeline])).toEqual(network.handovers().map(({ id, status, timeline }) => [id, status, timeline]));
  }
  expect(network.handovers().length).toBeGreaterThan(2);
});

it('a mirror can be told the same again', () => {
  const network = busy(3);
  const mirror = RadioNetwork.mirrorOf(sent(snapshotOf(network)));
  const messages = [...life(network)].flat().map((event) => sent(messageOfEvent(event, 1)));
  for (const turn of [1, 2]) {
    for (const portion of portionsOf(messages)) mirrored(mirror, portion);
    expect([turn, sent(mirror.bearers('car')), mirror.handovers().length]).toEqual([turn, sent(network.bearers('car')), network.handovers().length]);
  }
});

it('a mirror knows that bearers have not followed a UE to its new base station until it is told', () => {
  const network = busy(6);
  network.accept([{ kind: 'UE_STATE', state: { ue: 'probe', servingCell: 'west-1' } }, ...[5, 6].map((erabId): RadioEvent => ({ kind: 'BEARER', ue: 'probe', change: 'ESTABLISHED', bearer: { erabId, qci: 9 } }))]);
  const mirror = RadioNetwork.mirrorOf(sent(snapshotOf(network)));
  const bearers = () => [mirror.servedUe('probe')!.bearers.map(({ erabId, enbInfo: { ipAddress } }) => [erabId, ipAddress]), mirror.servedUe('probe')!.awaitsBearers];
  const [west, east] = network.baseStations().map(({ transportAddress }) => transportAddress);
  const stay = network.accept([{ kind: 'HANDOVER', ue: 'probe', sourceCell: 'west-1', targetCells: ['west-2'], hoStatus: 3 }]);
  const leave = network.accept([{ kind: 'HANDOVER', ue: 'probe', sourceCell: 'west-2', targetCells: ['east-1'], hoStatus: 3 }]);
  const shown = [...stay, ...leave].map((event) => {
    mirrored(mirror, [sent(messageOfEvent(event, 1))]);
    return [event.kind === 'HANDOVER' ? `${mirror.ueState('probe').servingCell} ${event.hoStatus}` : event.kind, ...bearers()];
  });
  const both = [[5, west], [6, west]];
  expect(shown).toEqual([
    ['west-1 1', both, false],
    ['west-1 2', both, false],
    ['west-2 3', both, false],
    ['west-2 1', both, false],
    ['west-2 2', both, false],
    ['east-1 3', [], true],
    ['BEARER', [[5, east]], true],
    ['BEARER', [[5, east], [6, east]], false],
  ]);
});

it('a mirror moves by nothing but what it is told', () => {
  const mirror = RadioNetwork.mirrorOf(snapshotOf(busy(4)));
  const before = sent(mirror.snapshot());
  expect(mirror.advance(10_000)).toEqual([]);
  expect(sent(mirror.snapshot())).toEqual(before);
  expect(sent(RadioNetwork.restore(mirror.snapshot()).snapshot())).toEqual(before);
});

it('an event of what nobody has told of is left out, and the others count', () => {
  const mirror = RadioNetwork.mirrorOf(snapshotOf(busy(5)));
  const ofNobody: FeedMessage = { seq: 1, time: '2026-01-01T00:00:01.000Z', kind: 'TIMING_ADVANCE', ue: 'nobody', cell: 'west-1', timingAdvance: 1 };
  expect(mirrored(mirror, [ofNobody, { ...ofNobody, ue: 'car' }]).events).toMatchObject([{ kind: 'TIMING_ADVANCE', ue: { id: 'car' } }]);
});

it('portions keep the order, and each can be recorded at once', () => {
  const time = 0;
  const baseStation = gnb('a', 9, 0);
  const changes: RanChange[] = [
    { time, kind: 'BASE_STATION', change: 'ADDED', baseStation },
    { time, kind: 'BASE_STATION', change: 'REMOVED', baseStation },
    { time, kind: 'CLOCK', clock: { mode: 'STEPPED', speed: 1, state: 'RUNNING' } },
    { time, kind: 'CONFIGURATION', configuration: {} },
    { time, kind: 'RESET' },
  ];
  const event: FeedMessage = { seq: 0, time: '2026-01-01T00:00:00.000Z', kind: 'TIMING_ADVANCE', ue: 'a', cell: 'b', timingAdvance: 1 };
  const message = fc.oneof(fc.constant(event), fc.constantFrom(...changes.map((change) => messageOfChange(change, 0))));
  const rank = (each: FeedMessage) => (each === event ? 1 : 'change' in each && each.change === 'REMOVED' ? 2 : 0);
  fc.assert(
    fc.property(fc.array(message), (messages) => {
      const portions = portionsOf(messages);
      expect(portions.flat()).toEqual(messages);
      for (const portion of portions) {
        expect(portion.map(rank)).toEqual(portion.map(rank).toSorted());
        if (portion.some(({ kind }) => kind === 'RESET')) expect(portion).toHaveLength(1);
      }
    }),
  );
});
