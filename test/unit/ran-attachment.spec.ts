import { RadioNetwork } from '../../src/modules/ran/domain/radio-network.js';
import { car, data, enb, eutranCell, gnb, nrCell, ofKind, parked, plain, START, until, voice } from './ran-scenes.js';

describe('a UE', () => {
  it('attaches at once to its strongest cell and gets its bearers', () => {
    const network = plain();
    const events = network.putUe(parked('ue', 700, { bearers: [data] }));
    expect(events.slice(0, 2)).toMatchObject([
      { kind: 'UE_STATE', time: START, cell: { id: 'east-1' }, state: { ue: 'ue', attached: true, servingCell: 'east-1' } },
      { kind: 'BEARER', change: 'ESTABLISHED', cell: { id: 'east-1' }, bearer: { erabId: 5, enbInfo: { ipAddress: '10.254.0.2', tunnelId: '00000001' }, sGwInfo: { ipAddress: '10.255.255.1', tunnelId: '00000002' } } },
    ]);
  });

  it('prefers NR, whatever the powers are', () => {
    const network = plain();
    network.putBaseStation(gnb('gnb', 3, 300));
    network.putCell(nrCell('nr-1', 'gnb', '000003001', { transmitPower: 20 }));
    network.putUe(parked('ue', 50));
    expect(network.ueState('ue').servingCell).toBe('nr-1');
  });

  it('waits where there is no suitable cell, and attaches when there is one', () => {
    const network = RadioNetwork.create({ now: START, configuration: { shadowing: false } });
    expect(network.putUe(parked('ue', 700))).toEqual([]);
    expect(network.advance(1000).map(({ kind }) => kind)).toEqual(['UE_STATE']);
    expect(network.ueState('ue')).toMatchObject({ attached: false });
    network.putBaseStation(enb('west', 1, 0));
    network.putCell(eutranCell('west-1', 'west', '0000101'));
    expect(until(network, ({ kind }) => kind === 'BEARER', 1)).toBeDefined();
  });

  it('whose radio link fails for a second detaches, and comes back', () => {
    const network = plain({ reportConfigs: [] });
    network.putUe(parked('ue', 100));
    network.putCell(eutranCell('west-1', 'west', '0000101', { transmitPower: -60, neighbours: ['east-1'] }));
    const failed = until(network, ({ kind }) => kind === 'BEARER');
    expect(failed.at(-1)!.time - START).toBeGreaterThanOrEqual(1000);
    expect(ofKind(failed, 'BEARER')).toMatchObject([{ change: 'RELEASED', cell: { id: 'west-1' } }]);
    expect(ofKind(failed, 'UE_STATE').at(-1)).toMatchObject({ state: { attached: false } });
    expect(ofKind(failed, 'UE_STATE').at(-1)).not.toHaveProperty('cell');
    network.putCell(eutranCell('west-1', 'west', '0000101', { neighbours: ['east-1'] }));
    expect(ofKind(until(network, ({ kind }) => kind === 'BEARER'), 'BEARER')).toMatchObject([{ change: 'ESTABLISHED' }]);
  });

  it('whose cell is removed attaches elsewhere', () => {
    const network = plain();
    network.putUe(parked('ue', 450));
    expect(ofKind(network.removeCell('west-1'), 'BEARER')).toMatchObject([{ change: 'RELEASED', cell: { id: 'west-1' } }]);
    network.advance(100);
    expect(network.ueState('ue').servingCell).toBe('east-1');
    expect(network.cells().map(({ id, neighbours }) => [id, neighbours])).toEqual([['east-1', []]]);
  });

  it('that moves elsewhere is there at once, and keeps its bearers', () => {
    const network = plain();
    network.putUe(parked('ue', 100));
    const [before] = network.bearers('ue');
    network.putUe(parked('ue', 200));
    expect(network.ueState('ue').position!.longitude * 111_319.49).toBeCloseTo(200, 1);
    expect(network.bearers('ue')).toEqual([before]);
  });

  it('that is removed releases its bearers', () => {
    const network = plain();
    network.putUe(parked('ue', 100, { bearers: [data, voice] }));
    expect(network.removeUe('ue').map((event) => [event.kind, event.kind === 'BEARER' && event.change])).toEqual([['BEARER', 'RELEASED'], ['BEARER', 'RELEASED'], ['UE_STATE', false]]);
    expect(network.ues()).toEqual([]);
  });
});

describe('bearers', () => {
  it('come, change and go', () => {
    const network = plain();
    network.putUe(parked('ue', 100, { bearers: [] }));
    const [established] = ofKind(network.putBearer('ue', voice), 'BEARER');
    expect(established).toMatchObject({ change: 'ESTABLISHED', bearer: voice });
    expect(network.putBearer('ue', voice)).toEqual([]);
    const wider = { ...voice, offeredDl: 100_000 };
    expect(network.putBearer('ue', wider)).toMatchObject([{ change: 'MODIFIED', bearer: { ...wider, enbInfo: established!.bearer.enbInfo }, previous: established!.bearer }]);
    expect(network.ues()[0]!.bearers).toEqual([wider]);
    expect(network.bearers('ue')).toMatchObject([wider]);
    expect(network.removeBearer('ue', 6)).toMatchObject([{ change: 'RELEASED', bearer: wider }]);
    expect(network.bearers('ue')).toEqual([]);
    expect(network.ues()[0]!.bearers).toEqual([]);
    expect(() => network.removeBearer('ue', 6)).toThrow('The UE ue has no bearer 6.');
  });

  it('have the tunnels that are asked for, at the base station only until the next one', () => {
    const network = plain();
    const enbInfo = { ipAddress: '192.0.2.65', tunnelId: '0000a001' };
    const sGwInfo = { ipAddress: '192.0.2.129', tunnelId: '0000b001' };
    const [, established] = network.putUe(car('car', 100, 900, { bearers: [{ ...data, enbInfo, sGwInfo }] }));
    expect(established).toMatchObject({ bearer: { enbInfo, sGwInfo } });
    const [moved] = ofKind(until(network, (event) => event.kind === 'BEARER'), 'BEARER');
    expect(moved).toMatchObject({ change: 'MODIFIED', bearer: { enbInfo: { ipAddress: '10.254.0.2' }, sGwInfo } });
    expect(network.putBearer('car', { ...data, sGwInfo })).toEqual([]);
  });
});

describe('carrier aggregation', () => {
  function carriers() {
    const network = plain();
    network.putCell(eutranCell('west-2', 'west', '0000102', { carrierFrequency: 2600 }));
    network.putCell(eutranCell('west-1', 'west', '0000101', { neighbours: ['east-1', 'west-2'] }));
    return network;
  }
  const changes = (events: ReturnType<RadioNetwork['advance']>) => ofKind(events, 'CARRIER_AGGREGATION').map(({ cell, addedCells, removedCells }) => [cell.id, addedCells.map(({ id }) => id), removedCells.map(({ id }) => id)]);

  it('adds another carrier of the base station that is well received for a while', () => {
    const network = carriers();
    network.putUe(parked('ue', 100));
    const events = network.advance(1000);
    expect(changes(events)).toEqual([['west-1', ['west-2'], []]]);
    expect(ofKind(events, 'CARRIER_AGGREGATION')[0]).toMatchObject({ servingCells: [{ serving: { cell: { id: 'west-1' } } }, { serving: { cell: { id: 'west-2' } } }] });
    expect(network.ueState('ue').secondaryCells).toEqual(['west-2']);
  });

  it('spreads the traffic over the carriers', () => {
    const network = carriers();
    network.putUe(parked('ue', 100, { bearers: [{ ...data, offeredDl: 120e6 }] }));
    network.advance(3000);
    expect(network.cellState('west-1').layer2!.dl_total_prb_usage_cell).toBeGreaterThan(70);
    expect(network.cellState('west-2').layer2!.dl_total_prb_usage_cell).toBeGreaterThan(70);
    expect(network.ueState('ue').layer2).toMatchObject({ dl_nongbr_throughput_ue: 120_000, dl_nongbr_pdr_ue: 0 });
  });

  it('is not for UEs without bearers', () => {
    const network = carriers();
    network.putUe(parked('ue', 100, { bearers: [] }));
    expect(changes(network.advance(1000))).toEqual([]);
  });

  it('ends where the carrier is weak, where its cell is removed, and with a handover', () => {
    const weak = carriers();
    weak.putUe(parked('ue', 100));
    weak.advance(1000);
    weak.putCell(eutranCell('west-2', 'west', '0000102', { carrierFrequency: 2600, transmitPower: 0 }));
    expect(changes(weak.advance(3000))).toEqual([['west-1', [], ['west-2']]]);

    const removed = carriers();
    removed.putUe(parked('ue', 100));
    removed.advance(1000);
    expect(changes(removed.removeCell('west-2'))).toEqual([['west-1', [], ['west-2']]]);

    const handed = carriers();
    handed.putUe(parked('ue', 400));
    handed.advance(1000);
    handed.startHandover('ue', ['east-1']);
    expect(changes(handed.advance(300))).toEqual([['east-1', [], ['west-2']]]);
  });
});

it('timing advance is told when it is off by a step of 16 Ts, 78 m', () => {
  const network = plain({ reportConfigs: [] });
  const events = [...network.putUe(car('car', 100, 500)), ...network.advance(20_000)];
  const told = ofKind(events, 'TIMING_ADVANCE').map(({ timingAdvance }) => timingAdvance);
  // Round trip in steps of 2 Ts; a new one each 78 m, at 117, 195, 273, 351, 429 m.
  expect(told).toHaveLength(6);
  told.slice(1).forEach((value, index) => expect(Math.abs(value - (12 + 8 * index))).toBeLessThanOrEqual(1));
  expect(network.ueState('car').timingAdvance).toBe(51);
});
