import { isDeepStrictEqual } from 'node:util';
import type { RuleDraft, RuleKey, TrafficRuleAttributes } from '../../../app-rules/index.js';
import type { World } from '../ports/world.js';
import type { User } from '../world/world-items.js';
import { type PresentRules, type Rule, ruleKeyOf } from './present-rules.js';
import { type Wish, wishOf } from './wish.js';

/** What has to be done so that a user is led as it has to be. */
export interface Plan {
  user: User;
  wish: Wish;
  /** A rule that is where it has to be, but not as it has to be. */
  replace?: { key: RuleKey; attributes: TrafficRuleAttributes };
  /** A rule that has to be staged. */
  stage?: RuleDraft;
  /** A rule that comes into effect: the staged one, or one that was staged when a switch came to no end. */
  release?: RuleKey;
  remove: RuleKey[];
}

/** Undefined if all is as it has to be, or if another platform has the rule in effect: until it is back, it is not touched. */
export function planOf(world: World, rules: PresentRules, user: User): Plan | undefined {
  const present = rules.of(user);
  if (present?.withheld) return undefined;
  const wish = wishOf(world, user);
  const isThere = present !== undefined && present.appInstanceId === wish.rule?.deploymentId;
  if (isThere && !isAs(present, wish)) return { user, wish, replace: { key: ruleKeyOf(present), attributes: wish.rule!.attributes }, remove: [] };
  const strays = rules.straysOf(user);
  const staged = isThere ? undefined : strays.find((stray) => stray.withheld && stray.appInstanceId === wish.rule?.deploymentId && isAs(stray, wish));
  const plan: Plan = { user, wish, ...(wish.rule && !isThere && coming(rules, user, wish.rule, staged)), remove: [...(present && !isThere ? [present] : []), ...strays.filter((stray) => stray !== staged)].map(ruleKeyOf) };
  return plan.release || plan.remove.length > 0 || !isRecorded(user, wish) ? plan : undefined;
}

const isAs = ({ attributes }: Rule, { rule }: Wish): boolean => isDeepStrictEqual(attributes, rule?.attributes);

/** Whether what the user's row says is what will be so. */
const isRecorded = (user: User, { switchTo = user.servedBy, rule }: Wish): boolean => switchTo === user.servedBy && rule?.deploymentId === user.ruleAt;

function coming(rules: PresentRules, user: User, { deploymentId, attributes }: Required<Wish>['rule'], staged: Rule | undefined): Pick<Plan, 'stage' | 'release'> {
  if (staged) return { release: ruleKeyOf(staged) };
  const release = rules.freeKeyAt(user, deploymentId);
  return { stage: { ...release, attributes }, release };
}
