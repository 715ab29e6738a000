import type { TrafficRuleAttributes } from '../../../app-rules/index.js';
import { switchOf } from '../placement/switch-of.js';
import type { World } from '../ports/world.js';
import type { Deployment, User } from '../world/world-items.js';
import { userRule } from './user-rule.js';

/** How a user has to be led. */
export interface Wish {
  /** The copy that serves it from now on, if its rule has to lead there with it. */
  switchTo?: string;
  /** The copy whose instance has its rule, and the rule; none, if it needs no rule. */
  rule?: { deploymentId: string; attributes: TrafficRuleAttributes };
}

/** While another platform leads the user its rule stays where it is, for that platform to hand it back to. */
export function wishOf(world: World, user: User): Wish {
  const change = switchOf(world, user);
  const serving = change?.to ?? present(world, user.servedBy);
  const isElsewhere = serving !== undefined && world.cloud(serving.cloudId)?.platform !== undefined;
  const rule = serving && ruleAt(world, user, isElsewhere ? present(world, user.ruleAt) : serving);
  return { ...(change?.withRule && { switchTo: change.to.deploymentId }), ...(rule && { rule }) };
}

function ruleAt(world: World, { applicationId, associateId: ue }: User, copy: Deployment | undefined): Wish['rule'] {
  const application = world.application(applicationId);
  if (!ue || !copy?.address || application?.userAddress === undefined) return undefined;
  const { userAddress, rulePriority: priority } = application;
  return { deploymentId: copy.deploymentId, attributes: userRule({ ue, userAddress, priority, address: copy.address }) };
}

function present(world: World, deploymentId: string | undefined): Deployment | undefined {
  const deployment = deploymentId === undefined ? undefined : world.deployment(deploymentId);
  return deployment?.state === 'REMOVING' ? undefined : deployment;
}
