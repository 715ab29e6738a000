import type { UePlaces } from '../ports/ue-places.js';
import type { World } from '../ports/world.js';
import { areasOf, type Whereabouts } from '../topology/areas-of.js';
import type { UserPlace } from '../types.js';
import type { User } from '../world/world-items.js';

/** A place that is told in exactly one way. */
function whereaboutsOf({ areaId, cellId, position }: UserPlace): Whereabouts | undefined {
  if (areaId !== undefined) return { areaId };
  if (cellId !== undefined) return { cellId };
  return position && { position };
}

const placeOf = (where: Whereabouts): UserPlace => ('cellId' in where ? { cellId: where.cellId } : where);

/** A user that is somewhere, or nowhere. */
export function placed({ place: _before, ...user }: User, where: Whereabouts | undefined, world: World): User {
  return where === undefined ? { ...user, areas: [] } : { ...user, place: placeOf(where), areas: areasOf(world.areas(), where) };
}

/** A user where it is by all that is known now. A UE at which nobody has looked yet is where it was seen last. */
export function located(user: User, world: World, ues: UePlaces): User {
  const { ueKey, place } = user;
  if (ueKey === undefined) return placed(user, place && whereaboutsOf(place), world);
  const seen = ues.of(ueKey);
  return seen === undefined ? { ...user, areas: user.areas.filter((areaId) => world.area(areaId)) } : placed(user, seen ?? undefined, world);
}
