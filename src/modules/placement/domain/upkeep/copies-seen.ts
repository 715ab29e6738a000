import type { WorkloadStatus } from '../../../container-runtime/index.js';
import { hasGivenWay } from '../drift/predecessors.js';
import type { World } from '../ports/world.js';
import type { Deployment } from '../world/world-items.js';
import { type CopyFinding, findingOf } from './copy-finding.js';

/** What the engine of a cloud has said. */
export interface EngineSight {
  /** Ids of all workloads of the cloud. */
  workloads: readonly string[];
  /** Of the copies that were asked for. */
  statuses: ReadonlyMap<string, WorkloadStatus | undefined>;
}

export const isRunning = ({ state }: Deployment): boolean => state === 'READY' || state === 'UNHEALTHY';

/** It has to run: no task is about it, and no other copy takes its place just now. */
const isExpected = (world: World, deployment: Deployment): boolean => isRunning(deployment) && !world.openTask(deployment.deploymentId) && !hasGivenWay(world, deployment);

/** The copies of a cloud that have to run. */
export const runningOn = (world: World, cloudId: string): Deployment[] => world.deployments({ cloudId }).filter((deployment) => isExpected(world, deployment));

/** What was found of copies that have not changed since they were looked at. @param seen as they were before */
export function findingsOf(world: World, seen: readonly Deployment[], { statuses }: EngineSight): { deployment: Deployment; finding: CopyFinding }[] {
  return seen.flatMap((before) => {
    const deployment = world.deployment(before.deploymentId);
    if (!deployment || deployment.state !== before.state || deployment.since !== before.since || !isExpected(world, deployment)) return [];
    const finding = findingOf(deployment.state, statuses.get(deployment.deploymentId));
    return finding ? [{ deployment, finding }] : [];
  });
}

/** A workload that no deployment and no task is about. */
export const isOrphan = (world: World, id: string): boolean => !world.deployment(id) && !world.openTask(id);

export const orphansOf = (world: World, { workloads }: EngineSight): string[] => workloads.filter((id) => isOrphan(world, id));
