import type { CellIdentity, CellMeasured, RadioNetwork, StateEvent, UeIdentity } from '../../../ran/index.js';
import { neighboursOf, type NeighbourMeasured, primaryMeasured } from '../neighbours.js';

/** A UE in one of our cells at one moment. */
export interface UeInCell {
  cell: CellIdentity;
  /** Percent of the PRBs of the cell. */
  prbUsage: { dl: number; ul: number };
  /** Absent if it has not measured its cell. */
  serving?: CellMeasured;
  /** The strongest of the cell's technology; absent if it has measured none. */
  neighbour?: NeighbourMeasured;
}

/** What was told of a UE. */
export interface Sighting {
  /** The same object each time for the same UE. */
  ue: UeIdentity;
  /** Milliseconds since 1970 on the network's clock. */
  time: number;
  /** Absent if it is in none of our cells. */
  here?: UeInCell;
}

/** The UE of a state; of a cell's there is none. */
export function sightingOf(network: RadioNetwork, event: StateEvent, isOurs: (cell: CellIdentity) => boolean): Sighting[] {
  if (event.kind !== 'UE_STATE') return [];
  const { ue, cell, time, state } = event;
  return [{ ue, time, ...(cell && isOurs(cell) && { here: inCell(network, cell, { measuredAt: new Date(time).toISOString(), ...state }) }) }];
}

function inCell(network: RadioNetwork, cell: CellIdentity, state: Extract<StateEvent, { kind: 'UE_STATE' }>['state']): UeInCell {
  const serving = primaryMeasured({ cell, state });
  const neighbour = neighboursOf(network, { cell, state }).find((each) => each.cell.rat === cell.rat);
  return { cell, prbUsage: state.prbUsage ?? { dl: 0, ul: 0 }, ...(serving && { serving }), ...(neighbour && { neighbour }) };
}
