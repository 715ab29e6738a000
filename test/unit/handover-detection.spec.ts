import { baseStationOfCell } from '../../src/modules/handover/domain/detection/base-station-of-cell.js';
import { type Neighbour, strongestNeighbour, targetCell } from '../../src/modules/handover/domain/detection/strongest-neighbour.js';
import type { CellReference } from '../../src/modules/handover/domain/types.js';

const plmn = { mcc: '001', mnc: '01' };
const eutran = (cellId: string): CellReference => ({ ecgi: { plmn, cellId } });
const nr = (nrCellId: string): CellReference => ({ nrcgi: { plmn, nrCellId } });
const [home, one, two] = [eutran('0000101'), eutran('0000201'), eutran('0000301')];
const seen = (cell: CellReference, rsrp: number, others: Partial<Neighbour> = {}): Neighbour => ({ cell, rsrp, measuredAt: 1000, ...others });
const sight = (...neighbours: Neighbour[]) => ({ servingCell: home, neighbours, now: 1500, measurementAge: 500 });

describe('the strongest neighbour', () => {
  it.each<[string, Neighbour[], CellReference | undefined]>([
    ['has the highest RSRP', [seen(one, 40), seen(two, 41)], two],
    ['of equal RSRP has the higher RSRQ', [seen(one, 40, { rsrq: 9 }), seen(two, 40, { rsrq: 10 })], two],
    ['of equal RSRQ has the higher SINR', [seen(one, 40, { sinr: 9 }), seen(two, 40, { sinr: 10 })], two],
    ['of equals has the lowest identity', [seen(two, 40), seen(one, 40)], one],
    ['is none of another technology', [seen(nr('000004101'), 120), seen(one, 1)], one],
    ['is no old one', [seen(one, 60, { measuredAt: 999 }), seen(two, 1)], two],
    ['is not the serving cell', [seen(home, 90)], undefined],
  ])('%s', (_, neighbours, expected) => expect(strongestNeighbour(sight(...neighbours))).toEqual(expected));

  it('gives way to the cell that was told, measured or not', () => {
    expect(targetCell(sight(seen(one, 60)), [two])).toEqual(two);
    expect(targetCell(sight(seen(one, 60), seen(two, 50)), [eutran('0000999'), two])).toEqual(two);
    expect(targetCell(sight(seen(one, 40), seen(two, 40)), [two, one])).toEqual(two);
  });
});

describe('the base station of a cell', () => {
  it('has the first five digits of an E-UTRAN cell', () => expect(baseStationOfCell(eutran('00A0B01'), () => false)).toBe('enb-001-01-00a0b'));

  it('is the longest known one of an NR cell', () => {
    const known = ['gnb-001-01-000004', 'gnb-001-01-0000041'];
    expect(baseStationOfCell(nr('000004101'), (id) => known.includes(id))).toBe('gnb-001-01-0000041');
    expect(baseStationOfCell(nr('000009101'), (id) => known.includes(id))).toBeUndefined();
  });
});
