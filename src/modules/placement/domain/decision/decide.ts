import { neighboursOf } from '../topology/neighbours-of.js';
import { currentOn } from './copies.js';
import { firstCloud, isOpen } from './first-cloud.js';
import type { Decision, Question } from './question.js';

/**
 * What a user of an application needs, wherever it is now: its first cloud, copies there and on the second clouds, and the copy to switch to. A pure
 * function: asked again when that is recorded, it says the same. Deploying and switching never wait; what becomes of copies that nobody
 * has a reference to is not decided here. Seed, 103 to 105, 206, ¶121, ¶122.
 */
export function decide(question: Question): Decision {
  const { user } = question;
  const { first, outside } = firstCloud(question);
  const outsideSince = outside ? (user.outsideSince ?? question.now) : undefined;
  if (outsideSince !== undefined && question.now - outsideSince >= question.rules.outsideFor) return { outsideSince, moved: false, wanted: [], keep: [] };
  const moved = first !== undefined && first !== user.first;
  const previous = (moved ? user.first : undefined) ?? user.previous;
  const [servedBy, anchor] = [user.servedBy, user.anchor].map((deploymentId) => lasting(deploymentId, question));
  return {
    first,
    previous,
    servedBy,
    outsideSince,
    moved,
    switchTo: switchFrom(servedBy, first, question),
    wanted: first === undefined ? [] : wantedFrom(question, first, previous, outside),
    keep: keptAs({ ANCHOR: anchor, SERVING: servedBy }),
  };
}

/** A copy that is there, and whose cloud has not been REMOVING for so long that nobody waits for another one any more. */
function lasting(deploymentId: string | undefined, { now, topology, rules, copies }: Question): string | undefined {
  const copy = deploymentId === undefined ? undefined : copies.get(deploymentId);
  const since = copy && topology.clouds.get(copy.cloudId)?.removingSince;
  return since !== undefined && now - since >= rules.outsideFor ? undefined : copy?.deploymentId;
}

function switchFrom(servedBy: string | undefined, first: string | undefined, { topology, copies }: Question): string | undefined {
  const there = first === undefined || topology.clouds.get(first)?.removing ? undefined : currentOn(copies, first);
  return there?.ready && there.deploymentId !== servedBy ? there.deploymentId : undefined;
}

/** The first cloud and its neighbours, but for those without a copy on which none can be deployed now; outside nothing new is deployed. */
function wantedFrom(question: Question, first: string, previous: string | undefined, outside: boolean): Decision['wanted'] {
  const { topology, rules, copies, blocked } = question;
  const left = rules.destruction === 'destroyOnLeave' ? previous : undefined;
  const ahead = neighboursOf(first, topology, rules, (cloudId) => isOpen(question, cloudId)).filter((cloudId) => cloudId !== left);
  const has = (cloudId: string) => {
    const cloud = topology.clouds.get(cloudId);
    if (!cloud || cloud.removing) return false;
    return currentOn(copies, cloudId) !== undefined || (!outside && cloud.usable && !blocked(cloudId));
  };
  return [{ cloudId: first, role: 'FIRST' as const }, ...ahead.map((cloudId) => ({ cloudId, role: 'AHEAD' as const }))].filter(({ cloudId }) => has(cloudId));
}

/** New before old: what serves stays until the switch is recorded; what carries the rule at another platform, until the user is back. */
const keptAs = (roles: { ANCHOR: string | undefined; SERVING: string | undefined }): Decision['keep'] =>
  (['ANCHOR', 'SERVING'] as const).flatMap((role) => (roles[role] === undefined ? [] : [{ deploymentId: roles[role], role }]));
