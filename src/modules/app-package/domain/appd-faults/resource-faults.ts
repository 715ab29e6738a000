import type { Fault } from '../../../common/problem/index.js';
import type { AppD } from '../types.js';

const VM = 'virtualComputeDescriptor';
const CONTAINERS = 'osContainerDescriptor';

/** An empty list counts as absent. */
export const hasContainers = ({ osContainerDescriptor }: AppD): boolean => (osContainerDescriptor ?? []).length > 0;

/** Attributes that belong to what runs containers (MEC 010-2, 6.2.1.2, notes 5 and 6). */
function misplaced(appD: AppD): Fault[] {
  const detail = `is for applications with an ${CONTAINERS} only`;
  const lists = (['logicalNode', 'requestAdditionalCapabilities'] as const).filter((attribute) => (appD[attribute] ?? []).length > 0);
  return [...lists, ...(appD.mcioIdentificationData ? ['mcioIdentificationData'] : [])].map((attribute) => ({ place: `/${attribute}`, detail }));
}

/** A virtual machine or containers, and what each of them has (MEC 010-2, 6.2.1.2, notes 5 and 6). */
export function resourceFaults(appD: AppD): Fault[] {
  const containers = hasContainers(appD);
  if (containers && appD.virtualComputeDescriptor) return [{ place: '', detail: `has ${VM} and ${CONTAINERS}, which exclude each other` }];
  if (!containers && !appD.virtualComputeDescriptor) return [{ place: '', detail: `lacks one of the attributes ${VM} and ${CONTAINERS}` }];
  if (containers) return appD.mcioIdentificationData ? [] : [{ place: '', detail: `lacks the attribute mcioIdentificationData, which applications with an ${CONTAINERS} have` }];
  const images = appD.swImageDescriptor.length;
  return [...misplaced(appD), ...(images === 1 ? [] : [{ place: '/swImageDescriptor', detail: `must have exactly one image for a virtual machine; there are ${images}` }])];
}
