import type { ContainerCreateOptions, HostConfig, PortBinding } from 'dockerode';
import { legibleName } from '../../domain/legible-name.js';
import type { ContainerPlan, Workload } from '../../domain/workload.js';
import { dockerRendering } from './container-rendering.js';

/** By which the containers are found again, whatever has become of those who made them. */
export const LABELS = {
  platform: 'openmep.platform',
  appInstance: 'openmep.app-instance',
  appD: 'openmep.app-d',
  occurrence: 'openmep.occurrence',
  container: 'openmep.container',
  /** Place in the workload: the first, 0, owns the network. */
  position: 'openmep.position',
  /** Name of the network in which the container is, if it shares that with others. */
  network: 'openmep.network',
} as const;

const nameOf = ({ appInstanceId }: Workload, { name }: ContainerPlan): string => `openmep-${legibleName(appInstanceId)}-${legibleName(name)}`;

/** What the engine calls a volume of a workload. */
export const volumeName = ({ appInstanceId }: Pick<Workload, 'appInstanceId'>, volume: string): string => `openmep-${legibleName(appInstanceId)}-${volume}`;

/** By which what belongs to a workload is told from what belongs to others. */
export const workloadLabels = ({ labels, platformId, appInstanceId, appDId, occurrenceId }: Workload): Record<string, string> => ({
  ...labels,
  [LABELS.platform]: platformId,
  [LABELS.appInstance]: appInstanceId,
  [LABELS.appD]: appDId,
  [LABELS.occurrence]: occurrenceId,
});

const atAddress = (HostIp: string, bindings: Record<string, PortBinding[]>): Record<string, PortBinding[]> =>
  Object.fromEntries(Object.entries(bindings).map(([port, places]) => [port, places.map((place) => ({ ...place, HostIp }))]));

/** The first container is reached for all. */
const reachOf = ({ hostAddress, network }: Workload, { PortBindings }: HostConfig): HostConfig => ({
  ...(hostAddress !== undefined && { PortBindings: atAddress(hostAddress, PortBindings as Record<string, PortBinding[]>) }),
  ...(network && { NetworkMode: network.name }),
});

function hostConfigOf(workload: Workload, rendered: HostConfig, position: number): HostConfig {
  return {
    ...rendered,
    ...(rendered.Mounts && { Mounts: rendered.Mounts.map((mount) => ({ ...mount, Source: volumeName(workload, mount.Source) })) }),
    ...(position === 0 ? reachOf(workload, rendered) : { NetworkMode: `container:${nameOf(workload, workload.containers[0]!)}` }),
  };
}

/** What the engine is asked to create for each container of a workload, in the order in which they start. @throws RuntimeRefusal */
export function containerOptions(workload: Workload): { name: string; options: ContainerCreateOptions }[] {
  return dockerRendering(workload).map((options, position) => {
    const container = workload.containers[position]!;
    const labels = {
      ...workloadLabels(workload),
      [LABELS.container]: container.name,
      [LABELS.position]: String(position),
      ...(workload.network && position === 0 && { [LABELS.network]: workload.network.name }),
    };
    return { name: nameOf(workload, container), options: { ...options, Labels: labels, HostConfig: hostConfigOf(workload, options.HostConfig!, position) } };
  });
}
