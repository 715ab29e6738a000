import type { RadioNetwork } from '../../../ran/index.js';
import type { Whereabouts } from '../topology/areas-of.js';

type InCell = Extract<Whereabouts, { cellId: string }>;

/** At the antenna of the cell that serves a UE; null if none does. @throws Problem 404 */
export function whereaboutsIn(network: RadioNetwork, ueId: string): InCell | null {
  const cell = network.servedUe(ueId)?.cell;
  return cell ? { cellId: cell.id, antenna: network.baseStationOf(cell).position } : null;
}
