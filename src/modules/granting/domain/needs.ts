import { MILLIS_PER_CPU } from '../../container-runtime/index.js';
import { type Amounts, NOTHING, total } from './amounts.js';
import type { AdditionalCapability, AppD, OsContainerDescriptor, ResourceDefinition, VirtualComputeDescriptor, VirtualStorageDescriptor } from './types.js';

/** Those without which the application does not run. */
const mandatory = (capabilities: AdditionalCapability[] = []): Record<string, number> =>
  Object.fromEntries(capabilities.filter(({ supportMandatory }) => supportMandatory).map(({ requestedAdditionalCapabilityName }) => [requestedAdditionalCapabilityName, 1]));

/** Requests such as { nvidia.com/gpu: 2 }; what is no number is something other than a quantity. */
function extended(requests: Record<string, unknown>[] = []): Record<string, number> {
  const counts = requests.flatMap((request) => Object.entries(request)).filter((entry): entry is [string, number] => typeof entry[1] === 'number' && entry[1] > 0);
  return Object.fromEntries(counts);
}

/** What a container gets at least; where only a limit is given, that is kept for it. */
const ofContainer = (container: OsContainerDescriptor): Amounts => ({
  cpuMillis: container.requestedCpuResources ?? container.cpuResourceLimit ?? 0,
  memoryMB: container.requestedMemoryResources ?? container.memoryResourceLimit ?? 0,
  storageGB: container.requestedEphemeralStorageResources ?? container.ephemeralStorageResourceLimit ?? 0,
  capabilities: extended(container.extendedResourceRequests),
});

const ofMachine = ({ virtualCpu, virtualMemory, virtualDisk = [], requestAdditionalCapabilities }: VirtualComputeDescriptor): Amounts => ({
  cpuMillis: virtualCpu.numVirtualCpu * MILLIS_PER_CPU,
  memoryMB: virtualMemory.virtualMemSize,
  storageGB: virtualDisk.reduce((sum, { sizeOfStorage }) => sum + sizeOfStorage, 0),
  capabilities: mandatory(requestAdditionalCapabilities),
});

const ofStorage = ({ blockStorageData, objectStorageData, fileStorageData }: VirtualStorageDescriptor): Amounts => ({
  ...NOTHING,
  storageGB: blockStorageData?.sizeOfStorage ?? fileStorageData?.sizeOfStorage ?? objectStorageData?.maxSizeOfStorage ?? 0,
});

/** The descriptors that a resource can be made from, and how much each takes (MEC 010-2, 6.2.4.3). */
export function templatesOf(appD: AppD, type: ResourceDefinition['type']): Map<string, Amounts> {
  switch (type) {
    case 'COMPUTE':
      return new Map((appD.virtualComputeDescriptor ? [appD.virtualComputeDescriptor] : []).map((machine) => [machine.virtualComputeDescId, ofMachine(machine)]));
    case 'STORAGE':
      return new Map((appD.virtualStorageDescriptor ?? []).map((storage) => [storage.id, ofStorage(storage)]));
    case 'LINKPORT':
      return new Map(appD.appExtCpd.map(({ cpdId }) => [cpdId, NOTHING]));
    case 'OSCONTAINER':
      return new Map((appD.osContainerDescriptor ?? []).map((container) => [container.osContainerDescId, ofContainer(container)]));
  }
}

/** How much resources take that are made from descriptors of the AppD; with containers come the capabilities that all of them need. */
export function needsOf(appD: AppD, resources: ResourceDefinition[]): Amounts {
  const each = resources.flatMap(({ type, resourceTemplateId }) => {
    const templates = templatesOf(appD, type);
    return resourceTemplateId.map((id) => templates.get(id) ?? NOTHING);
  });
  const containers = resources.some(({ type }) => type === 'OSCONTAINER');
  return total([...each, ...(containers ? [{ ...NOTHING, capabilities: mandatory(appD.requestAdditionalCapabilities) }] : [])]);
}
