import type { Concerned } from '../ports/decisions.js';
import type { World } from '../ports/world.js';
import { neighboursOf } from '../topology/neighbours-of.js';
import type { User } from '../world/world-items.js';

type UsersByApplication = Map<string, User[]>;

/** The users whom a change concerns, by their applications; also applications without users, if it concerns all of these. */
export function usersConcerned(which: Concerned, world: World): UsersByApplication {
  const { users, applicationId, cloudId } = which === 'all' ? {} : which;
  const isMeant = (one: { applicationId: string }) => applicationId === undefined || one.applicationId === applicationId;
  const grouped = users
    ? byApplication(users.filter(isMeant).flatMap((key) => world.user(key) ?? []))
    : new Map(world.applications().filter(isMeant).map((one) => [one.applicationId, world.users(one.applicationId)]));
  if (cloudId === undefined) return grouped;
  const near = isNear(cloudId, world);
  return new Map([...grouped].map(([key, ofIt]) => [key, ofIt.filter(near)]));
}

export function byApplication(users: readonly User[]): UsersByApplication {
  const grouped: UsersByApplication = new Map();
  for (const user of users) void (grouped.get(user.applicationId)?.push(user) ?? grouped.set(user.applicationId, [user]));
  return grouped;
}

/**
 * Whether a cloud has to do with a user: it can be a first or a second one, or something there is held. To whom one that can be used is the nearest
 * depends on all clouds; of one that cannot be used any more everybody had a copy to whom it was, but for those outside, who get none.
 */
function isNear(cloudId: string, world: World): (user: User) => boolean {
  const policy = world.policy();
  const isNearest = policy.neighbours === 'NEAREST';
  if (isNearest && world.topology().clouds.get(cloudId)?.usable) return () => true;
  const first = new Set([cloudId, ...(isNearest ? [] : neighboursOf(cloudId, world.topology(), policy))]);
  const areas = new Set(world.areas().filter(({ clouds }) => clouds.includes(cloudId)).map(({ areaId }) => areaId));
  return (user) =>
    (user.firstCloud !== undefined && first.has(user.firstCloud)) ||
    user.areas.some((areaId) => areas.has(areaId)) ||
    (isNearest && user.outsideSince !== undefined) ||
    world.referencesOf(user).some(({ deploymentId }) => world.deployment(deploymentId)?.cloudId === cloudId);
}
