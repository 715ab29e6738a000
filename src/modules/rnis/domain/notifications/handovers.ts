import type { CellIdentity, HandoverChanged, LastingEvent, UeIdentity } from '../../../ran/index.js';
import { type CellOf, isCellOf } from './events.js';

/** A handover within one technology. */
export interface HandoverWithin<R extends CellIdentity['rat']> {
  time: number;
  ue: UeIdentity;
  hoStatus: HandoverChanged['hoStatus'];
  source: CellOf<R>;
  /** Those of the same technology. */
  targets: CellOf<R>[];
}

/** A handover between the technologies has no form in MEC 012. */
export const handoverWithin =
  <R extends CellIdentity['rat']>(rat: R) =>
  (event: LastingEvent): HandoverWithin<R> | undefined => {
    if (event.kind !== 'HANDOVER') return undefined;
    const { time, ue, hoStatus, sourceCell, targetCells } = event;
    const isOfRat = isCellOf(rat);
    const targets = targetCells.filter(isOfRat);
    return isOfRat(sourceCell) && targets.length > 0 ? { time, ue, hoStatus, source: sourceCell, targets } : undefined;
  };

type HoStatus = HandoverChanged['hoStatus'];

/** MEC 012, 6.3.2: only completed handovers unless something else is asked for. */
export const hoStatusOrDefault = (hoStatus: HoStatus[] | undefined): HoStatus[] => (hoStatus?.length ? hoStatus : [3]);
