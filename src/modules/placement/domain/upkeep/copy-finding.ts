import type { WorkloadStatus } from '../../../container-runtime/index.js';
import type { DeploymentState } from '../types.js';

/** What a look at a copy has brought: it is not there as it was, its checks do not pass any more, or they pass again. */
export type CopyFinding = 'LOST' | 'SICK' | 'WELL';

/** @param state READY or UNHEALTHY @param status nothing if the engine does not have it */
export function findingOf(state: DeploymentState, status: WorkloadStatus | undefined): CopyFinding | undefined {
  if (!status) return 'LOST';
  const { containers } = status;
  const runs = containers.every((container) => container.state === 'RUNNING');
  if (state === 'READY') return runs && containers.every(({ health }) => health !== 'UNHEALTHY') ? undefined : 'SICK';
  // The engine starts a container again that has ended; one that has ended at two looks needs more.
  if (containers.some((container) => container.state === 'STOPPED')) return 'LOST';
  return runs && containers.every(({ health = 'HEALTHY' }) => health === 'HEALTHY') ? 'WELL' : undefined;
}
