import type { AppD, OsContainerDescriptor, SwImageDescriptor } from '../../app-package/index.js';
import type { ContainerPlan, ContainerResources, WorkloadPort } from '../../container-runtime/index.js';
import { impossible } from '../../common/problem/index.js';
import type { InstantiateAppRequest } from './types.js';

type Compute = Pick<AppD, 'virtualComputeDescriptor' | 'osContainerDescriptor'>;

/** The request decides alone if it names a machine or containers. */
function computeFor({ virtualComputeDescriptor, osContainerDescriptor }: AppD, request: InstantiateAppRequest): Compute {
  if (request.virtualComputeDescriptor) return { virtualComputeDescriptor: request.virtualComputeDescriptor };
  if (request.osContainerDescriptor?.length) return { osContainerDescriptor: request.osContainerDescriptor };
  return { ...(virtualComputeDescriptor && { virtualComputeDescriptor }), ...(osContainerDescriptor && { osContainerDescriptor }) };
}

/** The descriptor with what the request says instead of it (MEC 010-2, 6.2.2.7); an empty list says nothing. */
export function descriptorFor(appD: AppD, request: InstantiateAppRequest): AppD {
  const { virtualComputeDescriptor: _machine, osContainerDescriptor: _containers, ...rest } = appD;
  const { virtualStorageDescriptor = [] } = request;
  return { ...rest, ...computeFor(appD, request), ...(virtualStorageDescriptor.length > 0 && { virtualStorageDescriptor }) };
}

export const isMachine = ({ virtualComputeDescriptor }: AppD): boolean => virtualComputeDescriptor !== undefined;

/** The images of what runs. */
export const imagesOf = ({ osContainerDescriptor = [] }: AppD): SwImageDescriptor[] => [
  ...new Map(osContainerDescriptor.map(({ swImageDesc }) => [swImageDesc.id, swImageDesc])).values(),
];

function extended(requests: OsContainerDescriptor['extendedResourceRequests']): Record<string, number> | undefined {
  const counts = (requests ?? []).flatMap((request) => Object.entries(request)).filter((entry): entry is [string, number] => typeof entry[1] === 'number' && entry[1] > 0);
  return counts.length > 0 ? Object.fromEntries(counts) : undefined;
}

function resourcesOf(container: OsContainerDescriptor): ContainerResources {
  const others = extended(container.extendedResourceRequests);
  return {
    ...(container.requestedCpuResources !== undefined && { requestedCpuMillis: container.requestedCpuResources }),
    ...(container.cpuResourceLimit !== undefined && { cpuMillisLimit: container.cpuResourceLimit }),
    ...(container.requestedMemoryResources !== undefined && { requestedMemoryMB: container.requestedMemoryResources }),
    ...(container.memoryResourceLimit !== undefined && { memoryMBLimit: container.memoryResourceLimit }),
    ...(container.ephemeralStorageResourceLimit !== undefined && { ephemeralStorageGBLimit: container.ephemeralStorageResourceLimit }),
    ...(others && { extended: others }),
  };
}

/**
 * The containers of an application; a virtual machine, which only the stand-in takes, is recorded as one.
 * @param images what the engine calls them, by their ids
 */
export function containersOf(appD: AppD, images: Record<string, string>, environment: Record<string, string>): ContainerPlan[] {
  const { osContainerDescriptor = [], virtualComputeDescriptor } = appD;
  if (virtualComputeDescriptor) return [{ name: virtualComputeDescriptor.virtualComputeDescId, image: 'virtual-machine', environment: {}, resources: {} }];
  return osContainerDescriptor.map((container) => ({
    name: container.osContainerDescId,
    image: images[container.swImageDesc.id] ?? notFetched(container.swImageDesc),
    environment: { ...environment, ...(container.bootData !== undefined && { OPENMEP_BOOT_DATA: container.bootData }) },
    resources: resourcesOf(container),
  }));
}

/** The ports at which the application says that it is reached; the engine chooses those outside. */
export function portsOf({ appExtCpd }: AppD): WorkloadPort[] {
  const all = appExtCpd.flatMap(({ additionalServiceData = [] }) => additionalServiceData).flatMap(({ portData }) => portData);
  return [...new Map(all.map(({ port, protocol }) => [`${port}/${protocol}`, { port, protocol }])).values()];
}

function notFetched({ id }: SwImageDescriptor): never {
  throw impossible(`The image ${id} has not been made ready.`);
}
