import type { NetworkCells } from '../ports/network-cells.js';
import type { World } from '../ports/world.js';
import type { OutsideReason } from '../types.js';
import type { User } from '../world/world-items.js';

/** Why a user is OUTSIDE. A cell that an area has is in that area, whether the network has it or not. */
export function outsideReason({ applicationId, place, areas }: User, world: World, network: NetworkCells): OutsideReason {
  const { removing, usageAreas } = world.application(applicationId)!;
  if (removing) return 'APPLICATION_REMOVING';
  if (!place) return 'NO_PLACE';
  if (areas.length === 0) return place.cellId === undefined || network.has(place.cellId) ? 'NO_AREA' : 'UNKNOWN_CELL';
  return usageAreas && !areas.some((areaId) => usageAreas.includes(areaId)) ? 'NO_USAGE_AREA' : 'NO_CLOUD';
}
