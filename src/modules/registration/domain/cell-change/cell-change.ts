import type { LastingEvent } from '../../../ran/index.js';
import { ranNodesOf } from '../description/identities.js';

/** hoStatus of a handover that is completed (MEC 012, 6.4.2). */
const COMPLETED = 3;

/** A UE has come to another gNB. */
export interface CellChange {
  /** Id of the UE in the emulated radio network. */
  ue: string;
  /** What the gNB can be, as `ranNodeText` writes it: a cell's identity does not say how many of its bits are the gNB's. */
  nodes: string[];
}

/** Cells of one gNB are one to the core network, and an eNB is none of its own. */
export function cellChangeIn(event: LastingEvent): CellChange | undefined {
  if (event.kind !== 'HANDOVER' || event.hoStatus !== COMPLETED) return undefined;
  const { ue, cell, sourceCell } = event;
  if (cell.rat !== 'NR' || cell.baseStation === sourceCell.baseStation) return undefined;
  return { ue: ue.id, nodes: ranNodesOf(cell.nrcgi.plmn, cell.nrcgi.nrCellId) };
}
