import { BYTES_PER_MB, MILLIS_PER_CPU } from '../../../container-runtime/index.js';
import { sum } from '../sum.js';
import type { UsedImage } from './image-pins.js';
import { memoryBytes } from './memory-limit.js';
import type { CloudCapacity, OrchestrationProject } from './types.js';

export const cpuMillis = (cpus: number): number => Math.round(cpus * MILLIS_PER_CPU);

/** What one copy takes of a cloud, as far as it is limited; MB are rounded up. Images that the library does not have count as they are required. */
export function needsOf({ services }: OrchestrationProject, images: readonly UsedImage[]): Required<CloudCapacity> {
  const limits = Object.values(services);
  return {
    cpuMillis: sum(limits.map(({ cpus = 0 }) => cpuMillis(cpus))),
    memoryMB: Math.ceil(sum(limits.map(({ mem_limit = '0b' }) => memoryBytes(mem_limit))) / BYTES_PER_MB),
    storageMB: Math.ceil(sum(images.map(({ requirement, resolved }) => resolved?.sizeBytes ?? (requirement.sizeMB ?? 0) * BYTES_PER_MB)) / BYTES_PER_MB),
    deployments: 1,
  };
}
