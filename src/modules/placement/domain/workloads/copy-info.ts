import { isDeepStrictEqual } from 'node:util';
import type { CopyInfo, RegisteredInfo } from '../ports/app-registries.js';
import type { Deployment } from '../world/world-items.js';

/**
 * What a copy is registered as. MEC 011, 7.1.2.6, wants an end point of an application that no MEC management has started, and knows no address
 * without a port. Those addresses are what traffic rules are led to, here and after a handover.
 */
export function copyInfo({ deploymentId, cloudId, address, ports = [] }: Deployment, appName: string): CopyInfo {
  const hostPorts = address === undefined ? [] : [...new Set(ports.map(({ hostPort }) => hostPort))];
  return {
    appInstanceId: deploymentId,
    appName,
    endpoint: hostPorts.length > 0 ? { addresses: hostPorts.map((port) => ({ host: address!, port })) } : { alternative: { cloudId, ...(address !== undefined && { address }) } },
    isInsByMec: false,
  };
}

/** A platform may say more of it than was said to it. */
export const isRegisteredAs = ({ appName, endpoint, isInsByMec = false }: RegisteredInfo, wanted: CopyInfo): boolean =>
  appName === wanted.appName && isInsByMec === wanted.isInsByMec && isDeepStrictEqual(endpoint, wanted.endpoint);
