import type { CellIdentity, UeIdentity } from '../../src/modules/ran/index.js';
import { type Departure, departureAfter, speaksForLeaving } from '../../src/modules/rnis/domain/end-marker/departure.js';
import { Departures } from '../../src/modules/rnis/domain/end-marker/departures.js';
import type { Sighting, UeInCell } from '../../src/modules/rnis/domain/end-marker/sighting.js';
import { thresholdsKey, thresholdsOf } from '../../src/modules/rnis/domain/end-marker/thresholds.js';

const plmn = { mcc: '001', mnc: '01' };
const eutran = (cellId: string): CellIdentity => ({ id: cellId, baseStation: 'enb', rat: 'EUTRA', ecgi: { plmn, cellId } });
const [QUAY, PIER] = [eutran('0010a01'), eutran('0010b01')];

const DEFAULTS = thresholdsOf({});

/** A UE at the quay whose neighbour at the pier is louder by so many dB. */
const seen = (use: number, louder = 5, changes: Partial<UeInCell> = {}): UeInCell => ({
  cell: QUAY,
  prbUsage: { dl: use, ul: 0 },
  serving: { cell: QUAY, rsrp: -100 },
  neighbour: { cell: PIER, rsrp: -100 + louder, baseStation: 'enb-001-01-0010b', measuredAt: 0 },
  ...changes,
});

const UE: UeIdentity = { id: 'car', associateId: [{ type: 1, value: '10.45.0.11' }] };
const at = (time: number, here?: UeInCell, ue = UE): Sighting => ({ ue, time, ...(here && { here }) });

/** When it is told, of sightings once a second. */
function toldAt(sightings: (UeInCell | undefined)[], thresholds = DEFAULTS): number[] {
  const departures = new Departures(thresholds);
  return sightings.flatMap((here, second) => {
    const { markers, settle } = departures.look([at(second * 1000, here)]);
    settle();
    return markers.map(({ time }) => time / 1000);
  });
}

describe('what speaks for leaving', () => {
  it.each<[string, UeInCell, boolean]>([
    ['little use and a louder neighbour', seen(1.9, 3), true],
    ['no use at all', seen(0), true],
    ['the use of the threshold itself', seen(2), false],
    ['little downlink but much uplink', seen(0, 5, { prbUsage: { dl: 0, ul: 2.5 } }), false],
    ['a neighbour that is louder by less than the offset', seen(1, 2.9), false],
    ['a neighbour that is not measured', (({ neighbour: _none, ...rest }) => rest)(seen(1)), false],
    ['a cell of its own that is not measured', (({ serving: _none, ...rest }) => rest)(seen(1)), false],
  ])('%s', (_name, here, expected) => {
    expect(speaksForLeaving(here, DEFAULTS)).toBe(expected);
  });

  it('is a quieter neighbour, too, if the offset says so', () => {
    expect(speaksForLeaving(seen(1, -2), thresholdsOf({ rsrpOffset: -2 }))).toBe(true);
  });
});

describe('an end marker', () => {
  it('is told once all has held for the time to trigger', () => {
    expect(toldAt([seen(50), seen(1), seen(1), seen(1)])).toEqual([2]);
    expect(toldAt([seen(50), seen(1), seen(1), seen(1), seen(1)], thresholdsOf({ timeToTrigger: 2500 }))).toEqual([4]);
    expect(toldAt([seen(1)], thresholdsOf({ timeToTrigger: 0 }))).toEqual([0]);
  });

  it('waits anew after anything has spoken against it', () => {
    const thresholds = thresholdsOf({ timeToTrigger: 2000 });
    expect(toldAt([seen(1), seen(1), seen(2), seen(1), seen(1), seen(1)], thresholds)).toEqual([5]);
    expect(toldAt([seen(1), seen(1), seen(1, 0), seen(1), seen(1), seen(1)], thresholds)).toEqual([5]);
    expect(toldAt([seen(1), seen(1), undefined, seen(1), seen(1), seen(1)], thresholds)).toEqual([5]);
  });

  it('is told again only after the use has been above the threshold by more than the hysteresis', () => {
    expect(toldAt([seen(1), seen(1), seen(3), seen(1), seen(1), seen(1)])).toEqual([1]);
    expect(toldAt([seen(1), seen(1), seen(3.1), seen(1), seen(1), seen(1)])).toEqual([1, 4]);
    expect(toldAt([seen(1), seen(1), seen(1, 0), seen(1, 0), seen(1), seen(1)])).toEqual([1]);
  });

  it('is told again in another cell, and after the UE has been away', () => {
    const there = seen(1, 5, { cell: PIER });
    expect(toldAt([seen(1), seen(1), there, there, seen(1), seen(1)])).toEqual([1, 3, 5]);
    expect(toldAt([seen(1), seen(1), undefined, seen(1), seen(1)])).toEqual([1, 4]);
  });

  it('is not told of an idle UE whose neighbour is not louder', () => {
    expect(toldAt(Array.from({ length: 100 }, () => seen(0, 2.9)))).toEqual([]);
  });

  it('is told after the time to trigger also when the clock of the network went back meanwhile', () => {
    const armed: Departure = { cell: QUAY.id, phase: 'ARMED', since: 9000 };
    const reset = departureAfter(armed, { ue: UE, time: 0, here: seen(1) }, DEFAULTS);
    expect(reset).toEqual({ cell: QUAY.id, phase: 'ARMED', since: 0 });
    expect(departureAfter(reset, { ue: UE, time: 1000, here: seen(1) }, DEFAULTS)).toMatchObject({ phase: 'TOLD' });
  });

  it('comes again if what was seen could not be settled, and not if it could', () => {
    const departures = new Departures(thresholdsOf({ timeToTrigger: 0 }));
    const look = () => departures.look([at(0, seen(1))]);
    expect(look().markers).toHaveLength(1);
    const { markers, settle } = look();
    settle();
    expect([markers, look().markers]).toEqual([[expect.objectContaining({ ue: UE, cell: QUAY, thresholds: thresholdsKey(thresholdsOf({ timeToTrigger: 0 })) })], []]);
  });

  it('is found within several sightings that are told at once, for each UE by itself', () => {
    const other: UeIdentity = { id: 'van', associateId: [] };
    const departures = new Departures(DEFAULTS);
    const { markers } = departures.look([at(0, seen(1)), at(0, seen(1), other), at(1000, seen(9), other), at(1000, seen(1)), at(2000, seen(1)), at(2000, seen(1), other)]);
    expect(markers.map(({ ue, time }) => [ue.id, time])).toEqual([['car', 1000]]);
  });
});
