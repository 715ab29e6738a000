import type { ContainerCreateOptions, HealthConfig, HostConfig, MountSettings } from 'dockerode';
import { RuntimeRefusal } from '../../domain/runtime-errors.js';
import { BYTES_PER_MB, MILLIS_PER_CPU } from '../../domain/units.js';
import type { ContainerMount, ContainerPlan, ContainerResources, HealthCheck, WorkloadPlan, WorkloadPort } from '../../domain/workload.js';

const NANO_PER_MILLI = 1_000_000;
const NANO_PER_SECOND = 1_000_000_000;
/** Shares of one CPU in the kernel's scale. */
const SHARES_PER_CPU = 1024;
const FEWEST_SHARES = 2;

const keyOf = ({ port, protocol }: WorkloadPort): string => `${port}/${protocol.toLowerCase()}`;

/** @throws RuntimeRefusal if Docker has no such resource */
function deviceRequests(extended: Record<string, number>): NonNullable<HostConfig['DeviceRequests']> {
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
    ...(extended && { DeviceRequests: deviceRequests(extended) }),
  };
}

const toHealthcheck = ({ test, intervalS, timeoutS, startPeriodS, retries }: HealthCheck): HealthConfig => ({
  Test: test,
  ...(intervalS !== undefined && { Interval: intervalS * NANO_PER_SECOND }),
  ...(timeoutS !== undefined && { Timeout: timeoutS * NANO_PER_SECOND }),
  ...(startPeriodS !== undefined && { StartPeriod: startPeriodS * NANO_PER_SECOND }),
  ...(retries !== undefined && { Retries: retries }),
});

/** What the image has in the folder is not copied into the volume: a cluster doesn't do that either. */
const NO_COPY = { NoCopy: true } as NonNullable<MountSettings['VolumeOptions']>;

const toMount = ({ volume, path, readOnly }: ContainerMount): MountSettings => ({ Type: 'volume', Source: volume, Target: path, ReadOnly: readOnly, VolumeOptions: NO_COPY });

/** The first container is reached for all: they share its network, its name and its table of hosts. */
function reachOf({ ports, hostname, names }: WorkloadPlan): ContainerCreateOptions {
  const bindings = ports.map((port) => [keyOf(port), [{ HostPort: port.hostPort === undefined ? '' : String(port.hostPort) }]] as const);
  return {
    ...(hostname !== undefined && { Hostname: hostname }),
    ExposedPorts: Object.fromEntries(bindings.map(([key]) => [key, {}])),
    HostConfig: {
      PortBindings: Object.fromEntries(bindings),
      ...(names && { ExtraHosts: names.map((name) => `${name}:127.0.0.1`) }),
    },
  };
}

function toOptions(plan: WorkloadPlan, container: ContainerPlan, position: number): ContainerCreateOptions {
  const reach = position === 0 ? reachOf(plan) : undefined;
  const { image, environment, resources, entrypoint, command, healthCheck, mounts } = container;
  const variables = Object.entries(environment).map(([name, value]) => `${name}=${value}`);
  return {
    Image: image,
    ...(variables.length > 0 && { Env: variables }),
    ...(entrypoint && { Entrypoint: entrypoint }),
    ...(command && { Cmd: command }),
    ...(healthCheck && { Healthcheck: toHealthcheck(healthCheck) }),
    ...reach,
    HostConfig: {
      ...reach?.HostConfig,
      ...(mounts && { Mounts: mounts.map(toMount) }),
      ...limitsOf(resources),
      RestartPolicy: { Name: 'unless-stopped' },
      LogConfig: { Type: 'json-file', Config: { 'max-size': '10m', 'max-file': '3' } },
    },
  };
}

/**
 * What the engine is asked to create for each container, in the order in which they start, but for what tells one application instance from another:
 * names (those of volumes, too), labels and network. @throws RuntimeRefusal
 */
export const dockerRendering = (plan: WorkloadPlan): ContainerCreateOptions[] => plan.containers.map((container, position) => toOptions(plan, container, position));
