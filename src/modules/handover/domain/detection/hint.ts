import type { AssociateId, CellReference } from '../types.js';

/** States of a handover of the radio network (MEC 012, 6.4.2): 1 in preparation, 2 in execution, 3 completed, 4 rejected, 5 cancelled. */
export type HoStatus = 1 | 2 | 3 | 4 | 5;

/** The RNIS has told of a handover of the radio network. */
export interface HoStatusHint {
  kind: 'HO_STATUS';
  hoStatus: HoStatus;
  ue: AssociateId[];
  sourceCell: CellReference;
  /** At least one; several only with 1, 4 and 5. */
  targetCells: CellReference[];
  /** Milliseconds since 1970 by the clock of the radio network; it tells which of two hints is the newer one. */
  at: number;
}

/** A UE is about to leave its cell, by its use of PRBs and its measurements. */
export interface EndMarkerHint {
  kind: 'END_MARKER';
  ue: AssociateId[];
  servingCell: CellReference;
}

/** What makes the platform look at a UE. A hint decides nothing: it may come late, twice, in another order or never. */
export type Hint = HoStatusHint | EndMarkerHint;
