import { readSql } from '../database-outage.js';
import type { Deployment, DriftTask, HttpWorld, PlacedUser } from './http-world.js';
import type { PlainEngine } from './plain-engine.js';

/** How a world was made, as far as it says what has to be there. Clouds are neighbours by their links. */
export interface Layout {
  areas: Record<string, string[]>;
  /** Pairs of clouds. */
  links: (readonly [string, string])[];
  destruction: 'keepWhileAdjacent' | 'destroyOnLeave';
  /** Copies that clouds take; unlimited if left out. */
  capacity?: Record<string, number>;
  /** All applications want the same port. */
  hasOnePort?: boolean;
}

const WAITING: (DriftTask['reason'] | undefined)[] = ['CLOUD_FULL', 'PORT_TAKEN'];
const count = <Item>(items: readonly Item[], fits: (item: Item) => boolean) => items.filter(fits).length;

/** Everything that is there at one moment. */
interface Seen {
  users: PlacedUser[];
  deployments: Deployment[];
  /** The latest first. */
  tasks: DriftTask[];
}

/** A copy there has failed, or waits for room: the application cannot be deployed there now. */
function isBlocked({ tasks }: Seen, applicationId: string, cloudId: string): boolean {
  const latest = tasks.find((task) => task.action === 'DEPLOY' && task.applicationId === applicationId && task.cloudId === cloudId);
  return latest !== undefined && (latest.state === 'FAILED' || latest.reason === 'BY_OPERATOR' || (latest.state === 'PAUSED' && WAITING.includes(latest.reason)));
}

/** What is there already leaves no room. */
function isTaken({ deployments }: Seen, { capacity = {}, hasOnePort = false }: Layout, applicationId: string, cloudId: string): boolean {
  const there = deployments.filter((deployment) => deployment.cloudId === cloudId && deployment.applicationId !== applicationId && deployment.state !== 'FAILED');
  return there.length >= (capacity[cloudId] ?? Infinity) || (hasOnePort && there.length > 0);
}

/** Whoever is in an area with a cloud that can serve is served there, and holds what it needs and no more; who is not holds nothing. */
function faultsOfUser(seen: Seen, layout: Layout, user: PlacedUser): string[] {
  const { areas, links, destruction } = layout;
  const isClosed = (cloudId: string) => isBlocked(seen, user.applicationId, cloudId) || isTaken(seen, layout, user.applicationId, cloudId);
  const name = `user ${user.applicationId}/${user.userId} (${user.state}, ${user.firstCloud})`;
  const candidates = user.areas.flatMap((areaId) => areas[areaId]!);
  const placesOf = (id: string) => seen.deployments.find(({ deploymentId }) => deploymentId === id)?.cloudId ?? `no deployment ${id}`;
  const held = user.held.map(placesOf);
  const reason = user.state !== 'OUTSIDE' ? undefined : user.areas.length > 0 ? 'NO_CLOUD' : 'UNKNOWN_CELL';
  if (user.outsideReason !== reason) return [`${name} is that for ${user.outsideReason}`];
  if (user.state === 'OUTSIDE') {
    const open = candidates.filter((cloudId) => !isClosed(cloudId));
    return [...open.map((cloudId) => `${name} is not served at ${cloudId}`), ...held.map((cloudId) => `${name} holds ${cloudId}`)];
  }
  if (user.state !== 'SERVED') return [`${name} is not served`];
  const first = user.firstCloud!;
  const left = destruction === 'destroyOnLeave' ? user.previousCloud : undefined;
  const ahead = links.flatMap(([one, other]) => (one === first ? [other] : other === first ? [one] : [])).filter((cloudId) => cloudId !== left);
  const needed = [first, ...ahead.filter((cloudId) => !isClosed(cloudId))];
  return [
    ...(candidates.includes(first) ? [] : [`${name} is in ${user.areas.join()}`]),
    ...(placesOf(user.servedBy!) === first ? [] : [`${name} is served at ${placesOf(user.servedBy!)}`]),
    ...needed.filter((cloudId) => !held.includes(cloudId)).map((cloudId) => `${name} lacks ${cloudId}`),
    ...held.filter((cloudId) => cloudId !== first && !ahead.includes(cloudId)).map((cloudId) => `${name} holds ${cloudId}`),
    ...(new Set(held).size === held.length ? [] : [`${name} holds two copies of a cloud`]),
  ];
}

function faultsOfDeployment(seen: Seen, { deploymentId, applicationId, cloudId, state, references, users }: Deployment): string[] {
  const name = `copy of ${applicationId} at ${cloudId} (${state})`;
  const isHeldBy = (user: PlacedUser) => user.applicationId === applicationId && user.held.includes(deploymentId);
  const serves = seen.users.filter((user) => user.applicationId === applicationId && user.servedBy === deploymentId).map(({ userId }) => userId);
  const waits = seen.tasks.some((task) => task.deploymentId === deploymentId && task.state === 'PAUSED');
  return [
    ...(references === 0 ? [`${name} is there for nobody`] : []),
    ...(references === count(seen.users, isHeldBy) ? [] : [`${name} counts ${references} users; ${count(seen.users, isHeldBy)} hold it`]),
    ...(users.join() === serves.join() ? [] : [`${name} tells that it serves ${users.join()}; it serves ${serves.join()}`]),
    ...(state === 'READY' || (state === 'PREPARING' && waits) ? [] : [`${name} is not done`]),
    ...(count(seen.deployments, (other) => other.applicationId === applicationId && other.cloudId === cloudId) === 1 ? [] : [`${name} is not the only one`]),
  ];
}

/** Nothing is under way, and what waits has a reason to. */
function faultsOfTask({ deployments }: Seen, { capacity = {} }: Layout, { action, applicationId, cloudId, deploymentId, state, reason }: DriftTask): string[] {
  const name = `${action} of ${applicationId} at ${cloudId} (${state}, ${reason})`;
  if (['DONE', 'FAILED', 'CANCELLED'].includes(state)) return [];
  if (state !== 'PAUSED' || !WAITING.includes(reason)) return [`${name} is not over`];
  const own = deployments.find((deployment) => deployment.deploymentId === deploymentId);
  const ready = count(deployments, (deployment) => deployment.cloudId === cloudId && deployment.state === 'READY');
  const isIdle = reason === 'CLOUD_FULL' && ready < (capacity[cloudId] ?? Infinity);
  return [...(own ? [] : [`${name} is of no deployment`]), ...(isIdle ? [`${name} waits, and ${ready} copies are there`] : [])];
}

/** What is not as it has to be once everything has come to rest. */
export async function worldFaults(worlds: readonly HttpWorld[], layout: Layout): Promise<string[]> {
  const [world] = worlds as [HttpWorld];
  const users = (await Promise.all(worlds.map((one) => one.users()))).flat();
  const seen: Seen = { users, deployments: await world.deployments(), tasks: await world.tasks() };
  return [
    ...users.flatMap((user) => faultsOfUser(seen, layout, user)),
    ...seen.deployments.flatMap((deployment) => faultsOfDeployment(seen, deployment)),
    ...seen.tasks.flatMap((task) => faultsOfTask(seen, layout, task)),
  ];
}

/** Every workload is that of a READY deployment, and runs; and the other way round. */
export async function engineFaults(world: HttpWorld, engines: readonly PlainEngine[]): Promise<string[]> {
  const ready = new Set((await world.deployments({ state: 'READY' })).map(({ deploymentId }) => deploymentId));
  const held = engines.flatMap((engine) => [...engine.held]);
  return [
    ...held.filter(([id]) => !ready.has(id)).map(([id, { workload }]) => `workload ${id} at ${workload.platformId} is of no READY deployment`),
    ...held.filter(([, { state }]) => state !== 'RUNNING').map(([id]) => `workload ${id} does not run`),
    ...[...ready].filter((id) => count(held, ([other]) => other === id) !== 1).map((id) => `deployment ${id} has not one workload`),
  ];
}

const ORPHANS = {
  'reference of no deployment': 'SELECT * FROM placement_reference WHERE deployment_id NOT IN (SELECT deployment_id FROM placement_deployment)',
  'reference of no user': 'SELECT * FROM placement_reference r WHERE NOT EXISTS (SELECT 1 FROM placement_user u WHERE u.application_id = r.application_id AND u.user_id = r.user_id)',
  'port of no deployment': 'SELECT * FROM placement_port WHERE deployment_id NOT IN (SELECT deployment_id FROM placement_deployment)',
  'task that is not over of no deployment': "SELECT * FROM placement_task WHERE state NOT IN ('DONE', 'FAILED', 'CANCELLED') AND deployment_id NOT IN (SELECT deployment_id FROM placement_deployment)",
  'user served by no deployment': 'SELECT * FROM placement_user WHERE served_by IS NOT NULL AND served_by NOT IN (SELECT deployment_id FROM placement_deployment)',
};

/** What rows name and is not there. */
export async function rowFaults(databaseUrl: string): Promise<string[]> {
  const found = await Promise.all(Object.entries(ORPHANS).map(async ([name, query]) => (await readSql(databaseUrl, query)).map((row) => `${name}: ${JSON.stringify(row)}`)));
  return found.flat();
}
