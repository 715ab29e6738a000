import type { CellIdentity, LastingEvent } from '../../../ran/index.js';

type Rat = CellIdentity['rat'];
type Kind = LastingEvent['kind'];

export type CellOf<R extends Rat> = Extract<CellIdentity, { rat: R }>;

/** An event of one kind, of a UE whose primary cell is of one technology. */
export type EventOf<K extends Kind, R extends Rat> = Extract<LastingEvent, { kind: K }> & { cell: CellOf<R> };

export const isCellOf =
  <R extends Rat>(rat: R) =>
  (cell: CellIdentity): cell is CellOf<R> =>
    cell.rat === rat;

/** Admits the events of one kind and one technology. */
export const only =
  <K extends Kind, R extends Rat>(kind: K, rat: R) =>
  (event: LastingEvent): EventOf<K, R> | undefined =>
    event.kind === kind && event.cell.rat === rat ? (event as EventOf<K, R>) : undefined;

/** The cells that an event is about: of a handover those that it leads from and to. */
export const cellsOf = (event: LastingEvent): CellIdentity[] => (event.kind === 'HANDOVER' ? [event.sourceCell, ...event.targetCells] : [event.cell]);
