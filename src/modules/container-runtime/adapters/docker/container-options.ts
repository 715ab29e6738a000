import type { ContainerCreateOptions, HostConfig } from 'dockerode';
import { legibleName } from '../../domain/legible-name.js';
import { RuntimeRefusal } from '../../domain/runtime-errors.js';
import { BYTES_PER_MB, MILLIS_PER_CPU } from '../../domain/units.js';
import type { ContainerPlan, ContainerResources, Workload, WorkloadPort } from '../../domain/workload.js';

/** By which the containers are found again, whatever has become of those who made them. */
export const LABELS = {
  platform: 'openmep.platform',
  appInstance: 'openmep.app-instance',
  appD: 'openmep.app-d',
  occurrence: 'openmep.occurrence',
  container: 'openmep.container',
  /** Place in the workload: the first, 0, owns the network. */
  position: 'openmep.position',
} as const;

const NANO_PER_MILLI = 1_000_000;
/** Shares of one CPU in the kernel's scale. */
const SHARES_PER_CPU = 1024;
const FEWEST_SHARES = 2;

const nameOf = ({ appInstanceId }: Workload, { name }: ContainerPlan): string => `openmep-${legibleName(appInstanceId)}-${legibleName(name)}`;

const keyOf = ({ port, protocol }: WorkloadPort): string => `${port}/${protocol.toLowerCase()}`;

/** @throws RuntimeRefusal if Docker has no such resource */
function deviceRequests(extended: Record<string, number> = {}): HostConfig['DeviceRequests'] {
  return Object.entries(extended).map(([name, count]) => {
    if (!name.endsWith('/gpu')) throw new RuntimeRefusal(`the Docker engine has no resource ${name}`);
    return { Driver: '', Count: count, DeviceIDs: [], Capabilities: [['gpu']], Options: {} };
  });
}

function limitsOf({ requestedCpuMillis, cpuMillisLimit, requestedMemoryMB, memoryMBLimit, extended }: ContainerResources): HostConfig {
  return {
    ...(requestedCpuMillis !== undefined && { CpuShares: Math.max(FEWEST_SHARES, Math.round((requestedCpuMillis * SHARES_PER_CPU) / MILLIS_PER_CPU)) }),
    ...(cpuMillisLimit !== undefined && { NanoCpus: cpuMillisLimit * NANO_PER_MILLI }),
    ...(requestedMemoryMB !== undefined && { MemoryReservation: Math.round(requestedMemoryMB * BYTES_PER_MB) }),
    ...(memoryMBLimit !== undefined && { Memory: Math.round(memoryMBLimit * BYTES_PER_MB) }),
    DeviceRequests: deviceRequests(extended),
  };
}

function networkOf(workload: Workload, position: number): { ExposedPorts?: Record<string, object>; HostConfig: HostConfig } {
  if (position > 0) return { HostConfig: { NetworkMode: `container:${nameOf(workload, workload.containers[0]!)}` } };
  const bindings = workload.ports.map((port) => [keyOf(port), [{ HostPort: port.hostPort === undefined ? '' : String(port.hostPort) }]] as const);
  return {
    ExposedPorts: Object.fromEntries(bindings.map(([key]) => [key, {}])),
    HostConfig: { PortBindings: Object.fromEntries(bindings) },
  };
}

/** What the engine is asked to create for each container of a workload, in the order in which they start. @throws RuntimeRefusal */
export function containerOptions(workload: Workload): { name: string; options: ContainerCreateOptions }[] {
  return workload.containers.map((container, position) => ({ name: nameOf(workload, container), options: optionsOf(workload, container, position) }));
}

function optionsOf(workload: Workload, container: ContainerPlan, position: number): ContainerCreateOptions {
  const network = networkOf(workload, position);
  return {
    Image: container.image,
    Env: Object.entries(container.environment).map(([name, value]) => `${name}=${value}`),
    Labels: {
      [LABELS.platform]: workload.platformId,
      [LABELS.appInstance]: workload.appInstanceId,
      [LABELS.appD]: workload.appDId,
      [LABELS.occurrence]: workload.occurrenceId,
      [LABELS.container]: container.name,
      [LABELS.position]: String(position),
    },
    ...network,
    HostConfig: {
      ...network.HostConfig,
      ...limitsOf(container.resources),
      RestartPolicy: { Name: 'unless-stopped' },
      LogConfig: { Type: 'json-file', Config: { 'max-size': '10m', 'max-file': '3' } },
    },
  };
}
