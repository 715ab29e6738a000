import { Problem } from '../../src/modules/common/problem/index.js';
import { handoverStates } from '../../src/modules/ran/domain/handover/handover.js';
import type { HandoverChanged, RanEvent } from '../../src/modules/ran/domain/network/events.js';
import type { RadioNetwork } from '../../src/modules/ran/domain/radio-network.js';
import { car, data, enb, eutranCell, ofKind, parked, plain, START, town, until, voice } from './ran-scenes.js';

const isHandover = (event: RanEvent): event is RanEvent & HandoverChanged => event.kind === 'HANDOVER';
const statuses = (events: readonly RanEvent[]) => events.filter(isHandover).map(({ hoStatus }) => hoStatus);
const hasStatus = (status: number) => (event: RanEvent) => isHandover(event) && event.hoStatus === status;

function problemOf(act: () => unknown): [status: number, detail: string] {
  try {
    act();
  } catch (error) {
    expect(error).toBeInstanceOf(Problem);
    return [(error as Problem).status, (error as Problem).detail];
  }
  return [200, 'nothing'];
}

/** A UE near the middle, in the cell in the west, with nobody who hands it over but the operator. */
function quiet(others: Parameters<typeof plain>[0] = {}): RadioNetwork {
  const network = plain({ reportConfigs: [], ...others });
  network.putUe(parked('ue', 480));
  return network;
}

describe('a handover by measurement', () => {
  it('is prepared, executed and completed when the neighbour is better by offset and hysteresis', () => {
    const network = plain();
    network.putUe(car('car', 100, 900, { associateId: [{ type: 1, value: '10.45.0.1' }], tempUeId: { mmec: '01', mtmsi: 'c0ffee01' } }));
    const events = until(network, hasStatus(3));
    expect(statuses(events)).toEqual([1, 2, 3]);
    const [prepared, executed, completed] = events.filter(isHandover);
    expect(prepared).toMatchObject({
      ue: { id: 'car', associateId: [{ type: 1, value: '10.45.0.1' }], tempUeId: { mmec: '01', mtmsi: 'c0ffee01' } },
      cell: { id: 'west-1' },
      sourceCell: { id: 'west-1', rat: 'EUTRA', ecgi: { cellId: '0000101' } },
      targetCells: [{ id: 'east-1' }],
      cause: 'MEASUREMENT',
    });
    expect(executed).toMatchObject({ handoverId: prepared!.handoverId, cell: { id: 'west-1' } });
    expect(completed).toMatchObject({ handoverId: prepared!.handoverId, cell: { id: 'east-1' } });
    expect(network.ueState('car')).toMatchObject({ attached: true, servingCell: 'east-1' });
    expect(network.handovers()).toMatchObject([{ id: prepared!.handoverId, status: 'COMPLETED', timeline: [{ status: 'IN_PREPARATION' }, { status: 'IN_EXECUTION' }, { status: 'COMPLETED' }] }]);
  });

  it('follows the report that asked for it at once, and comes where the cells are alike plus the offset', () => {
    const network = plain();
    network.putUe(car('car', 100, 900));
    const events = until(network, hasStatus(1));
    const [report, handover] = [ofKind(events, 'MEASUREMENT_REPORT').at(-1)!, ofKind(events, 'HANDOVER')[0]!];
    expect([report.trigger, report.time]).toEqual(['A3', handover.time]);
    const { position } = network.ueState('car');
    expect(position!.longitude * 111_319.49).toBeGreaterThan(520);
    expect(position!.longitude * 111_319.49).toBeLessThan(600);
  });

  it('takes the configured times', () => {
    const network = plain({ handoverPreparationTime: 500, handoverExecutionTime: 300 });
    network.putUe(car('car', 100, 900));
    const [prepared, executed, completed] = until(network, hasStatus(3)).filter(isHandover);
    expect([executed!.time - prepared!.time, completed!.time - executed!.time]).toEqual([500, 300]);
  });

  it('moves the tunnels to the other base station, with new identifiers, and tells the timing advance anew', () => {
    const network = plain();
    const established = ofKind(network.putUe(car('car', 100, 900, { bearers: [data, voice] })), 'BEARER');
    expect(established.map(({ change, cell, bearer }) => [change, cell.id, bearer.erabId])).toEqual([
      ['ESTABLISHED', 'west-1', 5],
      ['ESTABLISHED', 'west-1', 6],
    ]);
    const events = until(network, hasStatus(3));
    const after = events.slice(events.findIndex(hasStatus(3)));
    const moved = ofKind(after, 'BEARER');
    expect(moved.map(({ change, cell, bearer }) => [change, cell.id, bearer.erabId])).toEqual([
      ['MODIFIED', 'east-1', 5],
      ['MODIFIED', 'east-1', 6],
    ]);
    moved.forEach(({ bearer, previous }, index) => {
      expect(previous).toEqual(established[index]!.bearer);
      expect({ ...bearer, enbInfo: previous!.enbInfo }).toEqual(previous);
      expect(bearer.enbInfo.ipAddress).toBe(network.baseStations()[1]!.transportAddress);
      expect(bearer.enbInfo.tunnelId).not.toBe(previous!.enbInfo.tunnelId);
    });
    expect(ofKind([...after, ...network.advance(100)], 'TIMING_ADVANCE')[0]).toMatchObject({ cell: { id: 'east-1' } });
  });

  it('leaves the tunnels where they are within a base station', () => {
    const network = quiet();
    network.putCell(eutranCell('west-2', 'west', '0000102', { azimuth: 90, carrierFrequency: 2600 }));
    network.startHandover('ue', ['west-2']);
    const events = until(network, hasStatus(3));
    expect(ofKind(events, 'BEARER')).toEqual([]);
    expect(network.ueState('ue').servingCell).toBe('west-2');
  });

  it('asks several targets and goes to the first that admits', () => {
    const network = plain();
    network.putBaseStation(enb('south-east', 3, 1000));
    network.putCell(eutranCell('east-2', 'south-east', '0000301', { carrierFrequency: 1800.1 }));
    network.putCell(eutranCell('east-1', 'east', '0000201', { admitsHandovers: false, neighbours: ['west-1'] }));
    network.putCell(eutranCell('west-1', 'west', '0000101', { neighbours: ['east-1', 'east-2'] }));
    network.putUe(car('car', 100, 900));
    const handovers = until(network, hasStatus(3)).filter(isHandover);
    expect(handovers.map(({ hoStatus, targetCells }) => [hoStatus, targetCells.map(({ id }) => id)])).toEqual([
      [1, ['east-1', 'east-2']],
      [2, ['east-2']],
      [3, ['east-2']],
    ]);
  });
});

describe('a handover that comes to nothing', () => {
  it('is rejected by a cell that admits none, and tried again with the next report', () => {
    const network = plain();
    network.putCell(eutranCell('east-1', 'east', '0000201', { neighbours: ['west-1'], admitsHandovers: false }));
    network.putUe(car('car', 100, 650));
    const events = [...until(network, hasStatus(4)), ...network.advance(1500)];
    expect(statuses(events)).toEqual([1, 4, 1, 4]);
    expect(events.find(hasStatus(4))).toMatchObject({ failure: 'NOT_ADMITTED', cell: { id: 'west-1' }, targetCells: [{ id: 'east-1' }] });
    expect(network.ueState('car').servingCell).toBe('west-1');
  });

  it('is rejected by a cell whose blocks its guaranteed bit rates would exceed', () => {
    const greedy = (rate: number) => ({ ...voice, offeredDl: rate, qosInformation: { ...voice.qosInformation!, erabMbrDl: rate, erabGbrDl: rate } });
    const network = plain({ reportConfigs: [] });
    network.putUe(parked('present', 900, { bearers: [greedy(40e6)] }));
    network.putUe(parked('ue', 490, { bearers: [greedy(10e6)] }));
    network.advance(1000);
    network.startHandover('ue', ['east-1']);
    expect(until(network, hasStatus(4)).find(isHandover)).toBeDefined();
    network.removeUe('present');
    network.startHandover('ue', ['east-1']);
    expect(statuses(until(network, hasStatus(3)))).toEqual([2, 3]);
  });

  it('is cancelled if the event that asked for it ends before its execution', () => {
    const network = plain({ handoverPreparationTime: 5000 });
    network.putUe(car('car', 100, 900));
    until(network, hasStatus(1));
    network.putUe(car('car', 100, 200));
    expect(until(network, isHandover).find(isHandover)).toMatchObject({ hoStatus: 5, failure: 'CONDITION_LOST', cell: { id: 'west-1' } });
  });

  it('is cancelled if the radio link to the target does not work in execution', () => {
    const network = quiet();
    network.putCell(eutranCell('east-1', 'east', '0000201', { transmitPower: -40 }));
    network.startHandover('ue', ['east-1']);
    expect(statuses(until(network, hasStatus(5)))).toEqual([2, 5]);
    expect(network.handovers()[0]).toMatchObject({ status: 'CANCELLED', failure: 'RADIO_LINK_FAILURE' });
    expect(network.ueState('ue').servingCell).toBe('west-1');
  });

  it('is cancelled if the radio link to the source fails before it is prepared', () => {
    const network = quiet({ handoverPreparationTime: 60_000 });
    network.startHandover('ue', ['east-1']);
    network.putCell(eutranCell('west-1', 'west', '0000101', { transmitPower: -40, neighbours: ['east-1'] }));
    const events = until(network, ({ kind }) => kind === 'UE_STATE');
    const told = until(network, (event) => event.kind === 'UE_STATE' && event.cell?.id === 'east-1');
    const all = [...events, ...told];
    expect(all.find(isHandover)).toMatchObject({ hoStatus: 5, failure: 'RADIO_LINK_FAILURE' });
    const [lost, again] = ofKind(all, 'BEARER').map(({ change, cell }) => [change, cell.id]);
    expect([lost, again]).toEqual([
      ['RELEASED', 'west-1'],
      ['ESTABLISHED', 'east-1'],
    ]);
  });

  it.each(['source', 'target', 'UE'])('is cancelled if its %s is removed', (what) => {
    const network = quiet();
    network.startHandover('ue', ['east-1']);
    const events = what === 'UE' ? network.removeUe('ue') : network.removeCell(what === 'source' ? 'west-1' : 'east-1');
    expect(events.find(isHandover)).toMatchObject({ hoStatus: 5, failure: 'OPERATOR', sourceCell: { id: 'west-1' }, targetCells: [{ id: 'east-1' }] });
    expect(network.handovers()).toMatchObject([{ status: 'CANCELLED' }]);
    network.advance(1000);
  });
});

describe('the operator', () => {
  it('hands a UE over whatever it measures', () => {
    const network = quiet();
    const [begun] = network.startHandover('ue', ['east-1']).filter(isHandover);
    expect(begun).toMatchObject({ hoStatus: 1, cause: 'OPERATOR', handoverId: 'handover-1', time: START });
    expect(statuses(until(network, hasStatus(3)))).toEqual([2, 3]);
  });

  it.each([
    ['rejectHandover', 4],
    ['cancelHandover', 5],
  ] as const)('%s ends it with hoStatus %d while it is prepared', (act, hoStatus) => {
    const network = quiet();
    network.startHandover('ue', ['east-1']);
    expect(network[act]('handover-1')).toMatchObject([{ hoStatus, failure: 'OPERATOR' }]);
    expect(statuses(network.advance(1000))).toEqual([]);
    expect(problemOf(() => network[act]('handover-1'))[0]).toBe(409);
  });

  it('can cancel in execution, and not reject', () => {
    const network = quiet({ handoverExecutionTime: 5000 });
    network.startHandover('ue', ['east-1']);
    until(network, hasStatus(2));
    expect(problemOf(() => network.rejectHandover('handover-1'))).toEqual([409, 'The handover is IN_EXECUTION, in which it cannot be rejected.']);
    expect(network.cancelHandover('handover-1')).toMatchObject([{ hoStatus: 5 }]);
    expect(network.ueState('ue').servingCell).toBe('west-1');
  });

  it('is told why it cannot be', () => {
    const network = quiet();
    expect(problemOf(() => network.startHandover('nobody', ['east-1']))).toEqual([422, 'There is no UE nobody.']);
    expect(problemOf(() => network.startHandover('ue', ['nowhere']))).toEqual([422, 'There is no cell nowhere.']);
    expect(problemOf(() => network.startHandover('ue', ['west-1']))).toEqual([409, 'The UE ue is in the cell west-1 already.']);
    expect(problemOf(() => network.cancelHandover('none'))).toEqual([404, 'There is no handover none.']);
    network.putUe({ id: 'away', mobility: { model: 'EXTERNAL' } });
    expect(problemOf(() => network.startHandover('away', ['east-1']))).toEqual([409, 'The UE away is not attached.']);
    network.startHandover('ue', ['east-1']);
    expect(problemOf(() => network.startHandover('ue', ['east-1']))).toEqual([409, 'The UE ue is in the handover handover-1 already.']);
  });
});

it('every handover of a busy town goes a way that the table knows, and ends in the cell of its UE', () => {
  const network = town(3, 25);
  const ways = new Map<string, string[]>();
  for (let second = 0; second < 90; second++)
    for (const { handoverId, hoStatus, targetCells } of network.advance(1000).filter(isHandover)) {
      ways.set(handoverId, [...(ways.get(handoverId) ?? []), `${hoStatus}`]);
      if (hoStatus === 2 || hoStatus === 3) expect(targetCells).toHaveLength(1);
    }
  expect(ways.size).toBeGreaterThan(20);
  for (const way of ways.values()) expect(['1', '12', '123', '14', '15', '125']).toContain(way.join(''));
  for (const { status, timeline } of network.handovers()) {
    expect(timeline.at(-1)!.status).toBe(status);
    timeline.slice(1).forEach((step, index) => expect(step.time).toBeGreaterThanOrEqual(timeline[index]!.time));
  }
});

it('a handover that is over stays so', () => {
  for (const state of ['COMPLETED', 'REJECTED', 'CANCELLED'] as const)
    for (const step of ['be admitted', 'be rejected', 'be cancelled', 'be completed'] as const) expect(problemOf(() => handoverStates.next(state, step))[0]).toBe(409);
});
