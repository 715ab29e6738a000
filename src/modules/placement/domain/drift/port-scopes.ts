import type { PortMapping } from '../requirements/port-mapping.js';
import { portMappings } from '../requirements/port-mapping.js';
import type { DeploymentPort } from '../types.js';
import type { Application, Cloud, TakenPort } from '../world/world-items.js';

/** Within which a port is had once: the address at the engine. Without an engine every cloud is one of its own. */
export function scopeOf({ cloudId, runtime: { driver, endpoint }, address }: Pick<Cloud, 'cloudId' | 'runtime' | 'address'>): string {
  return JSON.stringify([driver, driver === 'none' ? cloudId : (endpoint ?? null), address ?? null]);
}

const published = ({ inside, outside, protocol }: PortMapping): DeploymentPort => ({ port: inside, protocol, hostPort: outside });

/** What copies of an application publish, each port outside once. */
export const portsOf = ({ requirements }: Pick<Application, 'requirements'>): DeploymentPort[] => portMappings(requirements.orchestration).map(published);

type Outside = Pick<DeploymentPort, 'protocol' | 'hostPort'>;

export const isSamePort = (one: Outside, other: Outside): boolean => one.protocol === other.protocol && one.hostPort === other.hostPort;

/** The clouds at whose engine and address ports are. */
export function cloudsAt(ports: readonly TakenPort[], clouds: readonly Cloud[]): Cloud[] {
  const scopes = new Set(ports.map(({ scope }) => scope));
  return scopes.size > 0 ? clouds.filter((cloud) => scopes.has(scopeOf(cloud))) : [];
}

/** The rows by which a copy has its ports. */
export const takenPorts = (ports: readonly Outside[], cloud: Cloud, deploymentId: string): TakenPort[] =>
  ports.map(({ protocol, hostPort }) => ({ scope: scopeOf(cloud), protocol, hostPort, deploymentId }));
