import { addressFamily } from '../../../common/ip/index.js';
import { conflict, type Fault, Problem } from '../../../common/problem/index.js';
import type { World } from '../ports/world.js';
import { requirementFaults } from '../requirements/requirement-faults.js';
import type { ApplicationRepresentation } from '../types.js';

/** What is sent of an application. */
export type SentApplication = Pick<ApplicationRepresentation, 'appName' | 'requirements' | 'usageAreas' | 'userAddress' | 'rulePriority'>;

/** What the schema of an application cannot say. */
export function applicationFaults({ requirements, userAddress }: SentApplication): Fault[] {
  const isAddress = userAddress === undefined || addressFamily(userAddress) !== undefined;
  return [...requirementFaults(requirements), ...(isAddress ? [] : [{ place: '/userAddress', detail: 'must be an IPv4 or IPv6 address' }])];
}

/** @throws Problem 422 with the place of each area that is not there, 409 if another application has the name */
export function refuseUnfit(applicationId: string, { appName, usageAreas = [] }: SentApplication, world: World): void {
  const faults = usageAreas.flatMap((areaId, index): Fault[] => (world.area(areaId) ? [] : [{ place: `/usageAreas/${index}`, detail: `is ${areaId}, which is no area` }]));
  const [first] = faults;
  if (first) throw new Problem(422, `The body${first.place} ${first.detail}.`, { faults });
  const rival = world.applications().find((other) => other.applicationId !== applicationId && other.appName === appName);
  if (rival) throw conflict(`The application ${rival.applicationId} has the name ${appName}.`);
}
