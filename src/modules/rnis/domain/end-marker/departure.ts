import type { CellMeasured } from '../../../ran/index.js';
import type { NeighbourMeasured } from '../neighbours.js';
import type { Sighting, UeInCell } from './sighting.js';
import type { Thresholds } from './thresholds.js';

/**
 * How far a UE is with leaving its cell. STAYING: something speaks against it; ARMED: all has spoken for it since that time;
 * TOLD: that has lasted for the time to trigger, and it is not told again before the use of PRBs has risen above the hysteresis, or in another cell.
 */
export type Departure = { cell: string } & ({ phase: 'STAYING' } | { phase: 'ARMED'; since: number } | { phase: 'TOLD' });

/** A UE that has measured what its leaving is told by. */
export type Leaving = UeInCell & { serving: CellMeasured; neighbour: NeighbourMeasured };

const useOf = ({ prbUsage: { dl, ul } }: UeInCell): number => Math.max(dl, ul);

/** Little use alone says nothing: an idle UE uses little wherever it is. */
export const speaksForLeaving = (here: UeInCell, { prbUsage, rsrpOffset }: Thresholds): here is Leaving =>
  useOf(here) < prbUsage && here.serving !== undefined && here.neighbour !== undefined && here.neighbour.rsrp - here.serving.rsrp >= rsrpOffset;

/** What becomes of it by a sighting in a cell of ours. */
export function departureAfter(before: Departure | undefined, { time, here }: Sighting & { here: UeInCell }, thresholds: Thresholds): Departure {
  const cell = here.cell.id;
  const known: Departure = before?.cell === cell ? before : { cell, phase: 'STAYING' };
  if (known.phase === 'TOLD') return useOf(here) > thresholds.prbUsage + thresholds.hysteresis ? { cell, phase: 'STAYING' } : known;
  if (!speaksForLeaving(here, thresholds)) return { cell, phase: 'STAYING' };
  // The network's clock goes back with a reset.
  const since = known.phase === 'ARMED' ? Math.min(known.since, time) : time;
  return time - since >= thresholds.timeToTrigger ? { cell, phase: 'TOLD' } : { cell, phase: 'ARMED', since };
}
