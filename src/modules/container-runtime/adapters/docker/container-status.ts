import type { ContainerInspectInfo } from 'dockerode';
import type { ContainerStatus, PublishedPort } from '../../domain/workload-status.js';
import type { PortProtocol } from '../../domain/workload.js';
import { LABELS } from './container-options.js';

const EVERY_ADDRESS = ['', '0.0.0.0', '::'];

type Health = NonNullable<ContainerStatus['health']>;
const HEALTH: Record<string, Health> = { starting: 'STARTING', healthy: 'HEALTHY', unhealthy: 'UNHEALTHY' };

const STATES: Record<string, ContainerStatus['state']> = { created: 'CREATED', running: 'RUNNING', paused: 'RUNNING' };

export function toContainerStatus({ Config, State, RestartCount }: ContainerInspectInfo): ContainerStatus {
  const state = STATES[State.Status] ?? 'STOPPED';
  const health = HEALTH[State.Health?.Status ?? ''];
  return {
    name: Config.Labels[LABELS.container]!,
    state,
    ...(state === 'STOPPED' && { exitCode: State.ExitCode }),
    restarts: RestartCount,
    ...(health && { health }),
  };
}

/** The engine publishes a port for IPv4 and again for IPv6; the one for IPv4 is told. */
export function publishedPorts({ NetworkSettings }: ContainerInspectInfo): PublishedPort[] {
  return Object.entries(NetworkSettings.Ports ?? {}).flatMap(([key, bindings]) => {
    const binding = bindings?.find(({ HostIp }) => !HostIp.includes(':')) ?? bindings?.[0];
    if (!binding) return [];
    const [port, protocol] = key.split('/') as [string, string];
    const address = EVERY_ADDRESS.includes(binding.HostIp) ? {} : { address: binding.HostIp };
    return [{ port: Number(port), protocol: protocol.toUpperCase() as PortProtocol, ...address, hostPort: Number(binding.HostPort) }];
  });
}
