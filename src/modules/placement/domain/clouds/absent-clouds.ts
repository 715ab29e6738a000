import { type Fault, Problem } from '../../../common/problem/index.js';
import type { World } from '../ports/world.js';

/** @throws Problem 422 with the place of each of these clouds that is not there, or goes */
export function refuseAbsentClouds(clouds: readonly string[], world: World): void {
  const faults = clouds.flatMap((cloudId, index): Fault[] => {
    const cloud = world.cloud(cloudId);
    return cloud && !cloud.removing ? [] : [{ place: `/clouds/${index}`, detail: `is ${cloudId}, which is ${cloud ? 'REMOVING' : 'no cloud'}` }];
  });
  const [first] = faults;
  if (first) throw new Problem(422, `The body${first.place} ${first.detail}.`, { faults });
}
