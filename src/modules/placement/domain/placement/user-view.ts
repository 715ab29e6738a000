import { isoTime } from '../../../common/clock/index.js';
import type { NetworkCells } from '../ports/network-cells.js';
import type { World } from '../ports/world.js';
import type { UserRepresentation, UserState } from '../types.js';
import type { Deployment, RecordedMove, User } from '../world/world-items.js';
import { outsideReason } from './outside-reason.js';

/** As long as no cloud of its area can be used, a user keeps the first cloud that it had before. */
const isInItsArea = ({ areas, firstCloud }: User, world: World): boolean => areas.some((areaId) => world.area(areaId)?.clouds.includes(firstCloud!));

function stateOf(user: User, serving: Deployment | undefined, world: World): UserState {
  if (user.outsideSince !== undefined || user.firstCloud === undefined) return 'OUTSIDE';
  if (user.servedBy === undefined) return 'WAITING';
  return serving?.cloudId === user.firstCloud && isInItsArea(user, world) ? 'SERVED' : 'SERVED_ELSEWHERE';
}

/** The copies that are there for a user, the oldest first. */
export const heldBy = (user: User, world: World): Deployment[] =>
  world.referencesOf(user).flatMap(({ deploymentId }) => world.deployment(deploymentId) ?? []).sort((one, other) => one.position - other.position);

const moveView = ({ at, ...move }: RecordedMove) => ({ at: isoTime(at), ...move });

/** A user as the document shows it. */
export function userView(user: User, world: World, network: NetworkCells): UserRepresentation {
  const { applicationId, userId, associateId, place, areas, firstCloud, previousCloud, servedBy, lastMove } = user;
  const serving = servedBy === undefined ? undefined : world.deployment(servedBy);
  const state = stateOf(user, serving, world);
  return {
    applicationId,
    userId,
    ...(associateId && { associateId }),
    ...(place && { place }),
    state,
    ...(state === 'OUTSIDE' && { outsideReason: outsideReason(user, world, network) }),
    areas,
    ...(firstCloud !== undefined && { firstCloud }),
    ...(previousCloud !== undefined && { previousCloud }),
    ...(servedBy !== undefined && { servedBy }),
    ...(serving?.address !== undefined && { address: serving.address }),
    held: heldBy(user, world).map(({ deploymentId }) => deploymentId),
    ...(lastMove && { lastMove: moveView(lastMove) }),
  };
}
