import fc from 'fast-check';
import { Problem } from '../../src/modules/common/problem/index.js';
import type { RanEvent } from '../../src/modules/ran/domain/network/events.js';
import { RadioNetwork } from '../../src/modules/ran/domain/radio-network.js';
import type { RanConfiguration } from '../../src/modules/ran/domain/types.js';
import { car, data, enb, eutranCell, external, gnb, nrCell, parked, plain, PLMN, START, town, voice } from './ran-scenes.js';

/** What somebody does to a town while time passes. */
type Act = (network: RadioNetwork) => RanEvent[];

const acts = fc.oneof(
  fc.integer({ min: 1, max: 3000 }).map((milliseconds): Act => (network) => network.advance(milliseconds)),
  fc.nat(5).map((number): Act => (network) => network.putBearer(`ue-${number}`, { ...voice, erabId: 7 + number })),
  fc.nat(5).map((number): Act => (network) => network.putUe(parked(`ue-${number}`, number * 90))),
  fc.nat(3).map((number): Act => (network) => network.putCell({ ...network.cells()[number]!, transmitPower: 40 - number })),
  fc.constant<Act>((network) => network.putUe(external('probe'))),
  fc.constant<Act>((network) => (network.ues().some(({ id }) => id === 'probe') ? network.accept([{ kind: 'HANDOVER', ue: 'probe', sourceCell: 'cell-0', targetCells: ['cell-1'], hoStatus: 1 }]) : [])),
);

const run = (network: RadioNetwork, all: readonly Act[]): RanEvent[] => all.flatMap((act) => act(network));

describe('the same seed, state and steps', () => {
  it('give the same events', () => {
    fc.assert(
      fc.property(fc.nat(), fc.array(acts, { maxLength: 12 }), (seed, all) => {
        const [one, other] = [town(seed, 6), town(seed, 6)];
        expect(run(one, all)).toEqual(run(other, all));
        expect(one.snapshot()).toEqual(other.snapshot());
      }),
      { numRuns: 25 },
    );
  });

  it('give the same events after a snapshot was restored from JSON, at any moment', () => {
    fc.assert(
      fc.property(fc.nat(), fc.array(acts, { maxLength: 8 }), fc.array(acts, { minLength: 1, maxLength: 8 }), (seed, before, after) => {
        const network = town(seed, 6);
        run(network, before);
        const restored = RadioNetwork.restore(JSON.parse(JSON.stringify(network.snapshot())));
        expect(restored.snapshot()).toEqual(network.snapshot());
        expect(run(restored, after)).toEqual(run(network, after));
      }),
      { numRuns: 25 },
    );
  });

  it('give the same events however time is cut into pieces', () => {
    fc.assert(
      fc.property(fc.nat(), fc.array(fc.integer({ min: 0, max: 700 }), { maxLength: 20 }), (seed, pieces) => {
        const [cut, whole] = [town(seed, 6), town(seed, 6)];
        const total = pieces.reduce((sum, piece) => sum + piece, 0);
        expect(pieces.flatMap((piece) => cut.advance(piece))).toEqual(whole.advance(total));
        expect(cut.now).toBe(START + Math.floor(total / 100) * 100);
      }),
      { numRuns: 25 },
    );
  });

  it('do not change because somebody reads', () => {
    const [read, alone] = [town(5, 6), town(5, 6)];
    for (let second = 0; second < 10; second++) {
      read.snapshot();
      read.servedUes();
      read.handovers();
      for (const { id } of read.ues()) read.ueState(id);
      expect(read.advance(1000)).toEqual(alone.advance(1000));
    }
  });
});

it('another seed gives another town', () => {
  const measured = (seed: number) => {
    const network = town(seed, 0);
    network.putUe(parked('ue', 200));
    return network.ueState('ue').measurements;
  };
  expect(measured(1)).not.toEqual(measured(2));
});

it('a snapshot keeps nothing of the network, nor the network of it', () => {
  const network = town(1, 3);
  const snapshot = network.snapshot();
  const before = JSON.stringify(snapshot);
  network.advance(5000);
  expect(JSON.stringify(snapshot)).toBe(before);
  RadioNetwork.restore(snapshot).advance(5000);
  expect(JSON.stringify(snapshot)).toBe(before);
});

it('events are in order of time and never later than now', () => {
  const network = town(2, 10);
  let last = START;
  for (let second = 0; second < 20; second++)
    for (const { time } of network.advance(1000)) {
      expect(time).toBeGreaterThanOrEqual(last);
      expect(time).toBeLessThanOrEqual(network.now);
      last = time;
    }
});

it('every UE of a busy town is in a cell with all its bearers, or in none without any', () => {
  const network = town(9, 15);
  const alive = new Map<string, Set<number>>();
  const follow = (event: RanEvent) => {
    if (event.kind !== 'BEARER') return;
    const bearers = alive.get(event.ue.id) ?? new Set<number>();
    expect(bearers.has(event.bearer.erabId)).toBe(event.change !== 'ESTABLISHED');
    if (event.change === 'RELEASED') bearers.delete(event.bearer.erabId);
    else bearers.add(event.bearer.erabId);
    alive.set(event.ue.id, bearers);
  };
  for (const { ue, bearers } of network.servedUes()) alive.set(ue.id, new Set(bearers.map(({ erabId }) => erabId)));
  for (let second = 0; second < 60; second++) {
    network.advance(1000).forEach(follow);
    const served = new Map(network.servedUes().map(({ ue, bearers }) => [ue.id, bearers.map(({ erabId }) => erabId)]));
    for (const { id } of network.ues()) expect([...(alive.get(id) ?? [])].sort()).toEqual([...(served.get(id) ?? [])].sort());
  }
});

it('runs on while everything in it comes and goes', () => {
  const network = town(4, 8);
  network.advance(3000);
  network.removeBaseStation('enb-2');
  network.removeCell('nr');
  network.removeUe('ue-3');
  network.configure({ ...network.configuration, stepTime: 50, shadowing: false });
  expect(network.step).toBe(50);
  expect(network.advance(3000).length).toBeGreaterThan(0);
  expect(network.cells().map(({ id, neighbours }) => [id, neighbours])).toEqual([
    ['cell-0', ['cell-1', 'cell-3']],
    ['cell-1', ['cell-0', 'cell-3']],
    ['cell-3', ['cell-0', 'cell-1']],
  ]);
});

describe('what is put in', () => {
  const refused = (act: () => unknown): [number, string] => {
    try {
      act();
    } catch (error) {
      if (error instanceof Problem) return [error.status, error.detail];
      throw error;
    }
    return [200, 'nothing'];
  };

  it('is listed in the order in which it came, and replaced in its place', () => {
    const network = plain();
    network.putBaseStation({ ...enb('west', 1, 0), name: 'West' });
    network.putCell(eutranCell('west-1', 'west', '0000101', { transmitPower: 30 }));
    expect(network.baseStations().map(({ id, name, transportAddress }) => [id, name, transportAddress])).toEqual([
      ['west', 'West', '10.254.0.1'],
      ['east', undefined, '10.254.0.2'],
    ]);
    expect(network.cells().map(({ id, transmitPower }) => [id, transmitPower])).toEqual([
      ['west-1', 30],
      ['east-1', 43],
    ]);
    expect(network.plmns()).toEqual([PLMN]);
  });

  it('a base station that moves takes its cells along', () => {
    const network = plain({ reportConfigs: [] });
    network.putUe(parked('ue', 100));
    const before = network.ueState('ue').measurements![0]!.rsrp;
    network.putBaseStation(enb('west', 1, -300));
    network.advance(3000);
    expect(network.ueState('ue').measurements![0]!.rsrp).toBeLessThan(before - 8);
  });

  it.each<[string, (network: RadioNetwork) => unknown, [number, string]]>([
    ['a taken nodeId', (network) => network.putBaseStation(enb('third', 2, 0)), [409, 'east has the ENB 00002 in the PLMN 001-01 already.']],
    ['another nodeId under cells', (network) => network.putBaseStation(enb('west', 7, 0)), [409, 'The base station west has cells, so its type, PLMN and nodeId stay.']],
    ['another type under cells', (network) => network.putBaseStation(gnb('west', 1, 0)), [409, 'The base station west has cells, so its type, PLMN and nodeId stay.']],
    ['a taken ecgi', (network) => network.putCell(eutranCell('third', 'east', '0000201')), [409, 'east-1 has the ecgi 0000201 in the PLMN 001-01 already.']],
    ['a cell of no base station', (network) => network.putCell(eutranCell('third', 'north', '0000301')), [422, 'There is no base station north.']],
    ['an NR cell of an eNB', (network) => network.putCell(nrCell('third', 'west', '000001001')), [400, 'The body of an ENB must have an ecgi and no nrcgi.']],
    ['a taken address', (network) => network.putUe(external('third', { associateId: [{ type: 1, value: '10.45.0.1' }] })), [409, 'car has the address 10.45.0.1 of type 1 already.']],
    ['a taken supi', (network) => network.putUe(external('third', { supi: 'imsi-001010000000001' })), [409, 'car has the supi imsi-001010000000001 already.']],
    ['a taken tempUeId', (network) => network.putUe(external('third', { tempUeId: { mmec: '01', mtmsi: 'C0FFEE01' } })), [409, 'car has the tempUeId 01-c0ffee01 already.']],
    ['a track that is not there', (network) => network.putUe({ id: 'third', mobility: { model: 'TRACK', file: 'x.csv', trackedId: 'y' } }), [422, 'The platform has no track x.csv.']],
    ['nothing known: base station', (network) => network.removeBaseStation('x'), [404, 'There is no base station x.']],
    ['nothing known: cell', (network) => network.removeCell('x'), [404, 'There is no cell x.']],
    ['nothing known: UE', (network) => network.removeUe('x'), [404, 'There is no UE x.']],
    ['nothing known: bearer of a UE', (network) => network.putBearer('x', data), [404, 'There is no UE x.']],
    ['nothing known: state', (network) => network.cellState('x'), [404, 'There is no cell x.']],
  ])('is refused: %s', (_what, act, wanted) => {
    const network = plain();
    network.putUe(car('car', 0, 100, { supi: 'imsi-001010000000001', associateId: [{ type: 1, value: '10.45.0.1' }], tempUeId: { mmec: '01', mtmsi: 'c0ffee01' } }));
    const before = network.snapshot();
    expect(refused(() => act(network))).toEqual(wanted);
    expect(network.snapshot()).toEqual(before);
  });

  it.each<[RanConfiguration, { place: string; detail: string }[]]>([
    [{ reportConfigs: [{ id: 'a', rat: 'NR', trigger: 'A5', threshold1: -90 }] }, [{ place: '/reportConfigs/0', detail: 'lacks threshold2, which A5 needs' }]],
    [{ reportConfigs: [{ id: 'a', rat: 'NR', trigger: 'A3' }, { id: 'a', rat: 'NR', trigger: 'PERIODICAL' }, { id: 'b', rat: 'NR', trigger: 'A1' }] }, [{ place: '/reportConfigs/1/id', detail: 'is that of another report configuration' }, { place: '/reportConfigs/2', detail: 'lacks threshold1, which A1 needs' }]],
  ])('a configuration that is not sound is refused: %j', (configuration, faults) => {
    for (const act of [() => RadioNetwork.create({ now: START, configuration }), () => plain().configure(configuration)]) {
      expect(act).toThrow(Problem);
      expect(() => act()).toThrow(expect.objectContaining({ status: 400, faults }));
    }
  });
});
