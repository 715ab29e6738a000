import type { V1ResourceQuota } from '@kubernetes/client-node';
import { BYTES_PER_MB } from '../../domain/units.js';
import type { ContainerResources, Workload } from '../../domain/workload.js';
import { metadataOf, OBJECT_NAME } from './labels.js';

/** While one pod is ending, the next may begin. */
const MOST_PODS = '2';

type Amount = 'cpuMillisLimit' | 'memoryMBLimit';

/** A quota refuses pods that don't say what it limits: it limits only what every container says. */
function total({ containers }: Workload, amount: Amount): number | undefined {
  const amounts = containers.map(({ resources }: { resources: ContainerResources }) => resources[amount]);
  return amounts.every((one) => one !== undefined) ? amounts.reduce((sum, one) => sum + one, 0) : undefined;
}

/** Keeps the whole namespace within the limits of the workload, whatever is put into it. */
export function toQuota(workload: Workload): V1ResourceQuota {
  const [cpu, memory] = [total(workload, 'cpuMillisLimit'), total(workload, 'memoryMBLimit')];
  const pods = Number(MOST_PODS);
  return {
    apiVersion: 'v1',
    kind: 'ResourceQuota',
    metadata: { ...metadataOf(workload), name: OBJECT_NAME },
    spec: {
      hard: {
        pods: MOST_PODS,
        ...(cpu !== undefined && { 'limits.cpu': `${cpu * pods}m` }),
        ...(memory !== undefined && { 'limits.memory': String(Math.round(memory * BYTES_PER_MB) * pods) }),
      },
    },
  };
}
