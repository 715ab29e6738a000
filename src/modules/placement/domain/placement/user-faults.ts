import { type Fault, Problem } from '../../../common/problem/index.js';
import { associateIdFault } from '../../../ran/index.js';
import type { World } from '../ports/world.js';
import type { UserPlace, UserRepresentation } from '../types.js';

/** What is sent of a user. */
export type SentUser = Pick<UserRepresentation, 'associateId' | 'place'>;

/** Identifiers that an address of the UE is. */
const ADDRESSES: readonly number[] = [1, 2];

/** What the schema of a user cannot say. */
export const userFaults = ({ associateId, place }: SentUser): Fault[] => [...(associateId ? ueFaults(associateId) : []), ...(place ? placeFaults(place, '/place') : [])];

function ueFaults(associateId: Required<SentUser>['associateId']): Fault[] {
  if (!ADDRESSES.includes(associateId.type)) return [{ place: '/associateId/type', detail: 'must be 1 or 2' }];
  const detail = associateIdFault(associateId);
  return detail === undefined ? [] : [{ place: '/associateId/value', detail }];
}

/** @param place of the place, as a JSON Pointer */
export function placeFaults({ areaId, cellId, position }: UserPlace, place: string): Fault[] {
  const ways = [areaId, cellId, position].filter((way) => way !== undefined).length;
  return ways === 1 ? [] : [{ place, detail: 'must have exactly one of areaId, cellId and position' }];
}

/** @throws Problem 422 if the place is an area that is not there @param at place of the place, as a JSON Pointer */
export function refuseAbsentArea({ areaId }: UserPlace, at: string, world: World): void {
  if (areaId === undefined || world.area(areaId)) return;
  const fault = { place: `${at}/areaId`, detail: `is ${areaId}, which is no area` };
  throw new Problem(422, `The body${fault.place} ${fault.detail}.`, { faults: [fault] });
}
