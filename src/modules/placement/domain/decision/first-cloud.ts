import { byId } from '../topology/topology.js';
import { currentOn } from './copies.js';
import type { Question } from './question.js';

/** The first cloud of a user, and whether there is any hope for one where it is. */
interface Choice {
  first?: string | undefined;
  /** It is in no area, or nothing is to be expected of any cloud there. */
  outside: boolean;
}

/** The clouds of the user's areas, as far as the application is meant for these: areas by id, within one in its order. */
function candidatesOf({ areas, usageAreas }: Question): string[] {
  const meant = areas.filter(({ areaId }) => usageAreas?.includes(areaId) ?? true);
  return [...new Set(meant.toSorted((one, other) => byId(one.areaId, other.areaId)).flatMap(({ clouds }) => clouds))];
}

/** Not REMOVING, and not blocked either unless a copy there is READY all the same. An UNREACHABLE cloud comes back: there is hope for it. */
function hasHope({ topology, blocked, copies }: Question, cloudId: string): boolean {
  const cloud = topology.clouds.get(cloudId);
  return cloud !== undefined && !cloud.removing && (!blocked(cloudId) || copies.on(cloudId).some(({ ready }) => ready));
}

/** A copy is there, or can be deployed. */
export const isOpen = (question: Question, cloudId: string): boolean => (question.topology.clouds.get(cloudId)?.usable ?? false) && hasHope(question, cloudId);

/**
 * The first cloud (seed, 103): the present one as long as it can, so that nobody is moved to and fro where areas overlap; else one with a READY
 * copy; else one on which a copy can be deployed; else the present one stays what it is.
 */
export function firstCloud(question: Question): Choice {
  const { user, copies, blocked, topology } = question;
  const hopeful = candidatesOf(question).filter((cloudId) => hasHope(question, cloudId));
  const open = hopeful.filter((cloudId) => isOpen(question, cloudId));
  const present = user.first !== undefined && topology.clouds.has(user.first) ? user.first : undefined;
  const stays = open.find((cloudId) => cloudId === present);
  const first = stays ?? open.find((cloudId) => currentOn(copies, cloudId)?.ready) ?? open.find((cloudId) => !blocked(cloudId)) ?? present;
  return { first, outside: hopeful.length === 0 };
}
