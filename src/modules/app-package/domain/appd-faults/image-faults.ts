import type { Fault } from '../../../common/problem/index.js';
import type { AppD, SwImageDescriptor } from '../types.js';
import { hasContainers } from './resource-faults.js';

const NEEDED_FOR_VM = ['diskFormat', 'minDisk', 'checksum', 'size'] as const;
const ONLY_FOR_VM = ['diskFormat', 'minDisk', 'minRam'] as const;

/** NFV-IFA 011, 7.1.6.5: images of virtual machines are disks, those of containers are not. */
function faultsOf(image: SwImageDescriptor, place: string, isOfVm: boolean): Fault[] {
  if (isOfVm) {
    const missing = NEEDED_FOR_VM.filter((attribute) => image[attribute] === undefined);
    return missing.map((attribute) => ({ place, detail: `lacks the attribute ${attribute}, which the image of a virtual machine has` }));
  }
  const strange = ONLY_FOR_VM.filter((attribute) => image[attribute] !== undefined);
  return strange.map((attribute) => ({ place: `${place}/${attribute}`, detail: 'is for images of virtual machines only' }));
}

export function imageFaults(appD: AppD): Fault[] {
  const isOfVm = !hasContainers(appD);
  const ofContainers = (appD.osContainerDescriptor ?? []).flatMap(({ swImageDesc }, index) => faultsOf(swImageDesc, `/osContainerDescriptor/${index}/swImageDesc`, false));
  return [...appD.swImageDescriptor.flatMap((image, index) => faultsOf(image, `/swImageDescriptor/${index}`, isOfVm)), ...ofContainers];
}
