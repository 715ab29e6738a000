import { artefactFor } from '../drift/artefact-for.js';
import type { World } from '../ports/world.js';
import type { Deployment, User } from '../world/world-items.js';

/** What has to become of who serves a user. */
interface Switch {
  /** The copy that serves it from now on. */
  to: Deployment;
  /** A traffic rule of this platform has to lead there with it. */
  withRule: boolean;
}

/**
 * The switch that a user needs now: the READY copy on its first cloud does not serve it yet, or its rule does not lead there. Undefined as long
 * as there is none, and when all is as it has to be.
 */
export function switchOf(world: World, user: User): Switch | undefined {
  const to = readyCopy(world, user);
  if (!to) return undefined;
  const withRule = needsRule(world, user, to);
  return to.deploymentId === user.servedBy && (!withRule || user.ruleAt === to.deploymentId) ? undefined : { to, withRule };
}

const isLed = (world: World, { applicationId, associateId }: User): boolean => associateId !== undefined && world.application(applicationId)?.userAddress !== undefined;

/** Whether a rule of this platform leads a user to a copy: at a cloud with a platform of its own, that one does. */
export const needsRule = (world: World, user: User, { cloudId }: Deployment): boolean => isLed(world, user) && world.cloud(cloudId)?.platform === undefined;

function readyCopy(world: World, { applicationId, firstCloud: cloudId }: User): Deployment | undefined {
  const application = world.application(applicationId);
  const cloud = cloudId === undefined ? undefined : world.cloud(cloudId);
  if (!application || !cloud || application.removing || cloud.removing) return undefined;
  const artefact = artefactFor(application, cloud);
  return world.deployments({ applicationId, cloudId }).find((copy) => copy.state === 'READY' && copy.artefact === artefact);
}
