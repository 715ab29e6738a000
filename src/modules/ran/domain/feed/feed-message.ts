import { isoTime } from '../../../common/clock/index.js';
import type { components } from '../../../../generated/ran.js';
import type { RanChange } from '../host/ran-log.js';
import type { CellMeasured, RanEvent, ServingCellMeasured } from '../network/events.js';
import type { ToldCellState, ToldUeState } from '../types.js';

type Schemas = components['schemas'];
export type FeedMessage = Schemas['FeedMessage'];
type State = { kind: 'UE_STATE'; state: ToldUeState } | { kind: 'CELL_STATE'; state: ToldCellState };

const idOf = ({ id }: { id: string }): string => id;

const measurement = ({ cell, ...quantities }: CellMeasured): Schemas['CellMeasurement'] => ({ cell: cell.id, ...quantities });

/** Each cell once. */
function measurementsOf(servingCells: ServingCellMeasured[], neighbours: CellMeasured[] = []): Schemas['CellMeasurement'][] {
  const measured = [...servingCells.flatMap(({ serving, bestNeighbour }) => [serving, ...(bestNeighbour ? [bestNeighbour] : [])]), ...neighbours];
  return [...new Map(measured.map((each) => [each.cell.id, measurement(each)])).values()];
}

const reported = ({ serving, bestNeighbour }: ServingCellMeasured): Schemas['ReportedServingCell'] => ({
  cell: serving.cell.id,
  ...(bestNeighbour && { bestNeighbour: bestNeighbour.cell.id }),
});

/** Without its number and its time. */
type Content<Message> = Message extends unknown ? Omit<Message, 'seq' | 'time'> : never;

/** What the feed tells of an event: all of it, so that a follower can tell the same. */
function contentOf(event: RanEvent): Content<FeedMessage> {
  switch (event.kind) {
    case 'MEASUREMENT_REPORT': {
      const { kind, ue, cell, trigger, servingCells, neighbours, height } = event;
      const measurements = measurementsOf(servingCells, neighbours);
      const names = { servingCells: servingCells.map(reported), neighbours: neighbours.map((each) => each.cell.id) };
      return { kind, ue: ue.id, servingCell: cell.id, trigger, measurements, ...names, ...(height !== undefined && { height }) };
    }
    case 'HANDOVER': {
      const { kind, ue, handoverId, sourceCell, targetCells, hoStatus, cause, failure } = event;
      return { kind, handoverId, ue: ue.id, sourceCell: sourceCell.id, targetCells: targetCells.map(idOf), hoStatus, cause, ...(failure && { failure }) };
    }
    case 'BEARER': {
      const { kind, ue, cell, change, bearer, previous } = event;
      return { kind, ue: ue.id, change, bearer, ...(previous && { previous }), cell: cell.id };
    }
    case 'TIMING_ADVANCE':
      return { kind: event.kind, ue: event.ue.id, cell: event.cell.id, timingAdvance: event.timingAdvance };
    case 'CARRIER_AGGREGATION': {
      const { kind, ue, cell, addedCells, removedCells, servingCells } = event;
      const cells = { addedCells: addedCells.map(idOf), removedCells: removedCells.map(idOf) };
      return { kind, ue: ue.id, primaryCell: cell.id, ...cells, measurements: measurementsOf(servingCells), servingCells: servingCells.map(reported) };
    }
    case 'UE_STATE':
    case 'CELL_STATE':
      return stateOf(event);
  }
}

const stateOf = ({ kind, state }: State): State => ({ kind, state }) as State;

/** @param seq number in the event log; of a state, of the message before it */
export const messageOfEvent = (event: RanEvent, seq: number): FeedMessage => ({ seq, time: isoTime(event.time), ...contentOf(event) });

/** @param seq number of the message before it */
export const messageOfState = (now: number, seq: number, state: State): FeedMessage => ({ seq, time: isoTime(now), ...stateOf(state) });

/** @param seq number in the event log */
export function messageOfChange({ time, ...change }: RanChange, seq: number): FeedMessage {
  const numbered = { seq, time: isoTime(time), ...change };
  return (numbered.kind === 'CLOCK' ? { ...numbered, clock: { ...numbered.clock, time: isoTime(time) } } : numbered);
}
