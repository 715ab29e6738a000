import type { CellIdentity, CellMeasured, EstablishedBearer, RanEvent, ServingCellMeasured, UeIdentity } from '../network/events.js';
import type { FeedMessage } from './feed-message.js';

/** A message of the feed about something that has happened, no change by the operator. */
export type EventMessage = Extract<FeedMessage, { kind: RanEvent['kind'] }>;

/** How the cells and UEs that messages name are identified. */
export interface Identities {
  ue(id: string): UeIdentity;
  cell(id: string): CellIdentity;
}

type Reported = Extract<FeedMessage, { kind: 'MEASUREMENT_REPORT' | 'CARRIER_AGGREGATION' }>;

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

/**
 * The event that another platform has told of in its feed, as it was there.
 * @throws whatever `identities` throws about what it does not know
 */
export function understood(message: EventMessage, identities: Identities): RanEvent {
  return { ...contentOf(message, identities), time: Date.parse(message.time!) } as RanEvent;
}

function contentOf(message: EventMessage, identities: Identities): Omit<RanEvent, 'time'> {
  const named = (cells: string[]) => cells.map((cell) => identities.cell(cell));
  const ue = 'ue' in message ? { ue: identities.ue(message.ue) } : {};
  switch (message.kind) {
    case 'MEASUREMENT_REPORT': {
      const { kind, servingCell, trigger, neighbours = [], height } = message;
      const measured = new Measurements(message, identities);
      const reported = { trigger, servingCells: measured.servingCells(message), neighbours: measured.of(neighbours) };
      return { kind, ...ue, cell: identities.cell(servingCell), ...reported, ...(height !== undefined && { height }) };
    }
    case 'HANDOVER': {
      const { kind, handoverId, sourceCell, targetCells, hoStatus, cause, failure } = message;
      const cell = identities.cell(hoStatus === 3 ? targetCells[0]! : sourceCell);
      const cells = { sourceCell: identities.cell(sourceCell), targetCells: named(targetCells) };
      return { kind, ...ue, cell, handoverId, hoStatus, ...cells, cause, ...(failure && { failure }) };
    }
    case 'BEARER': {
      const { kind, change, bearer, previous, cell } = message;
      return { kind, ...ue, cell: identities.cell(cell!), change, bearer: bearer as EstablishedBearer, ...(previous && { previous }) };
    }
    case 'TIMING_ADVANCE':
      return { kind: message.kind, ...ue, cell: identities.cell(message.cell), timingAdvance: message.timingAdvance };
    case 'CARRIER_AGGREGATION': {
      const { kind, primaryCell, addedCells = [], removedCells = [] } = message;
      const cells = { addedCells: named(addedCells), removedCells: named(removedCells) };
      return { kind, ...ue, cell: identities.cell(primaryCell), ...cells, servingCells: new Measurements(message, identities).servingCells(message) };
    }
    case 'UE_STATE': {
      const { kind, state } = message;
      return { kind, ue: identities.ue(state.ue), ...(state.servingCell !== undefined && { cell: identities.cell(state.servingCell) }), state };
    }
    case 'CELL_STATE':
      return { kind: message.kind, cell: identities.cell(message.state.cell), state: message.state };
  }
}
