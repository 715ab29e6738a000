import fc from 'fast-check';
import type { BearerChanged, CellIdentity, CellMeasured, LastingEvent, MeasurementReport, ServingCellMeasured } from '../../../src/modules/ran/index.js';
import { anyCell, bearer, ue } from './arbitrary-network.js';

type Rat = CellIdentity['rat'];

const time = fc.integer({ min: 0, max: 4_294_967_295_999 });

const quantities = fc.record(
  { rsrp: fc.double({ min: -160, max: -20, noNaN: true }), rsrq: fc.double({ min: -45, max: 25, noNaN: true }), sinr: fc.double({ min: -30, max: 50, noNaN: true }) },
  { requiredKeys: ['rsrp'] },
);

const measuredOf = (cell: CellIdentity): fc.Arbitrary<CellMeasured> => quantities.map((measured) => ({ cell, ...measured }));
const measured = anyCell.chain(measuredOf);

const cellOf = (rat: Rat) => anyCell.filter((cell) => cell.rat === rat);

/** The neighbour on the same carrier is of the same technology. */
const servingOf = (cell: CellIdentity): fc.Arbitrary<ServingCellMeasured> =>
  fc.record({ serving: measuredOf(cell), bestNeighbour: cellOf(cell.rat).chain(measuredOf) }, { requiredKeys: ['serving'] });

const servingCells = (primary: CellIdentity) =>
  fc.tuple(fc.option(servingOf(primary)), fc.array(anyCell.chain(servingOf), { maxLength: 2 })).map(([first, others]) => [...(first ? [first] : []), ...others.filter(({ serving }) => serving.cell.id !== primary.id)]);

const report = anyCell.chain((cell) =>
  fc.record(
    {
      kind: fc.constant('MEASUREMENT_REPORT' as const),
      time,
      ue,
      cell: fc.constant(cell),
      trigger: fc.constantFrom<MeasurementReport['trigger']>('PERIODICAL', 'A1', 'A2', 'A3', 'A4', 'A5', 'A6', 'B1', 'B2'),
      servingCells: servingCells(cell),
      neighbours: fc.array(measured, { maxLength: 3 }),
      height: fc.integer({ min: -400, max: 8880 }),
    },
    { requiredKeys: ['kind', 'time', 'ue', 'cell', 'trigger', 'servingCells', 'neighbours'] },
  ),
);

const handover = fc
  .record({
    time,
    ue,
    sourceCell: anyCell,
    targets: fc.array(anyCell, { minLength: 1, maxLength: 3 }),
    hoStatus: fc.constantFrom<1 | 2 | 3 | 4 | 5>(1, 2, 3, 4, 5),
  })
  .map(({ targets, ...rest }): LastingEvent => {
    const targetCells = rest.hoStatus === 2 || rest.hoStatus === 3 ? targets.slice(0, 1) : targets;
    const cell = rest.hoStatus === 3 ? targetCells[0]! : rest.sourceCell;
    return { kind: 'HANDOVER', handoverId: 'handover', cause: 'OPERATOR', ...rest, cell, targetCells };
  });

const bearerChange = fc
  .record({ time, ue, cell: anyCell, change: fc.constantFrom<BearerChanged['change']>('ESTABLISHED', 'MODIFIED', 'RELEASED'), bearer, former: bearer })
  .map(({ former, ...rest }): LastingEvent => ({ kind: 'BEARER', ...rest, ...(rest.change === 'MODIFIED' && { previous: { ...former, erabId: rest.bearer.erabId } }) }));

const timingAdvance = fc.record({ kind: fc.constant('TIMING_ADVANCE' as const), time, ue, cell: anyCell, timingAdvance: fc.integer({ min: 0, max: 7690 }) });

const carrierAggregation = anyCell.chain((cell) =>
  fc.record({
    kind: fc.constant('CARRIER_AGGREGATION' as const),
    time,
    ue,
    cell: fc.constant(cell),
    addedCells: fc.array(anyCell, { maxLength: 2 }),
    removedCells: fc.array(anyCell, { maxLength: 2 }),
    servingCells: servingCells(cell),
  }),
);

export const ranEvent: fc.Arbitrary<LastingEvent> = fc.oneof(report, handover, bearerChange, timingAdvance, carrierAggregation);
