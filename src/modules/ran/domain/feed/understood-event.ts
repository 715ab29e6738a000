import { HO_STATUS } from '../handover/handover.js';
import type { CellIdentity, CellMeasured, EstablishedBearer, RanEvent, RanOccurrence, ServingCellMeasured, UeIdentity } from '../network/events.js';
import type { FeedMessage } from './feed-message.js';

/** A message of the feed about something that has happened, no change by the operator. */
export type EventMessage = Extract<FeedMessage, { kind: RanEvent['kind'] }>;

/** How the cells and UEs that messages name are identified. */
interface Identities {
  ue(id: string): UeIdentity;
  cell(id: string): CellIdentity;
}

type Told<Kind extends EventMessage['kind']> = Extract<EventMessage, { kind: Kind }>;
type Reported = Told<'MEASUREMENT_REPORT' | 'CARRIER_AGGREGATION'>;

/** Reads what a message says of measurements. */
class Measurements {
  private readonly byCell: Map<string, CellMeasured>;

  constructor({ measurements = [] }: Reported, identities: Identities) {
    this.byCell = new Map(measurements.map(({ cell, ...quantities }) => [cell, { cell: identities.cell(cell), ...quantities }]));
  }

  of(cells: string[]): CellMeasured[] {
    return cells.flatMap((cell) => this.byCell.get(cell) ?? []);
  }

  servingCells({ servingCells = [] }: Reported): ServingCellMeasured[] {
    return servingCells.flatMap(({ cell, bestNeighbour }) => {
      const [serving] = this.of([cell]);
      const [best] = bestNeighbour === undefined ? [] : this.of([bestNeighbour]);
      return serving ? [{ serving, ...(best && { bestNeighbour: best }) }] : [];
    });
  }
}

type Reader<Kind extends EventMessage['kind']> = (message: Told<Kind>, identities: Identities) => RanOccurrence;

const named = (cells: string[], identities: Identities): CellIdentity[] => cells.map((cell) => identities.cell(cell));

const READERS: { [Kind in EventMessage['kind']]: Reader<Kind> } = {
  MEASUREMENT_REPORT(message, identities) {
    const { kind, ue, servingCell, trigger, neighbours = [], height } = message;
    const measured = new Measurements(message, identities);
    const reported = { trigger, servingCells: measured.servingCells(message), neighbours: measured.of(neighbours) };
    return { kind, ue: identities.ue(ue), cell: identities.cell(servingCell), ...reported, ...(height !== undefined && { height }) };
  },

  HANDOVER({ kind, ue, handoverId, sourceCell, targetCells, hoStatus, cause, failure }, identities) {
    const cells = {
      cell: identities.cell(hoStatus === HO_STATUS.COMPLETED ? targetCells[0]! : sourceCell),
      sourceCell: identities.cell(sourceCell),
      targetCells: named(targetCells, identities),
    };
    return { kind, ue: identities.ue(ue), handoverId: handoverId!, hoStatus, ...cells, cause: cause!, ...(failure && { failure }) };
  },

  BEARER({ kind, ue, cell, change, bearer, previous }, identities) {
    const bearers = { bearer: bearer as EstablishedBearer, ...(previous && { previous: previous as EstablishedBearer }) };
    return { kind, ue: identities.ue(ue), cell: identities.cell(cell!), change, ...bearers };
  },

  TIMING_ADVANCE({ kind, ue, cell, timingAdvance }, identities) {
    return { kind, ue: identities.ue(ue), cell: identities.cell(cell), timingAdvance };
  },

  CARRIER_AGGREGATION(message, identities) {
    const { kind, ue, primaryCell, addedCells = [], removedCells = [] } = message;
    const cells = { cell: identities.cell(primaryCell), addedCells: named(addedCells, identities), removedCells: named(removedCells, identities) };
    return { kind, ue: identities.ue(ue), ...cells, servingCells: new Measurements(message, identities).servingCells(message) };
  },

  UE_STATE({ kind, state }, identities) {
    const { ue, servingCell } = state;
    return { kind, ue: identities.ue(ue), ...(servingCell !== undefined && { cell: identities.cell(servingCell) }), state };
  },

  CELL_STATE({ kind, state }, identities) {
    return { kind, cell: identities.cell(state.cell), state };
  },
};

/**
 * The event that another platform has told of in its feed, as it was there.
 * @throws whatever `identities` throws about what it does not know
 */
export function understood(message: EventMessage, identities: Identities): RanEvent {
  const read = READERS[message.kind] as Reader<EventMessage['kind']>;
  return { ...read(message, identities), time: Date.parse(message.time!) };
}

