import type { V1Pod, V1Service } from '@kubernetes/client-node';
import type { PublishedPort } from '../../domain/workload-status.js';
import type { PortProtocol, Workload } from '../../domain/workload.js';
import { metadataOf, OBJECT_NAME, POD_LABELS } from './labels.js';

/** Publishes the ports on the nodes; nothing if there is none, since no service is without. */
export function toService(workload: Workload): V1Service | undefined {
  if (workload.ports.length === 0) return undefined;
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { ...metadataOf(workload), name: OBJECT_NAME },
    spec: {
      type: 'NodePort',
      selector: POD_LABELS,
      ports: workload.ports.map(({ port, protocol, hostPort }) => ({
        name: `${protocol.toLowerCase()}-${port}`,
        port,
        targetPort: port,
        protocol,
        ...(hostPort !== undefined && { nodePort: hostPort }),
      })),
    },
  };
}

/** Where a pod is reached: at its node. */
export function publishedPorts(service: V1Service | undefined, pod: V1Pod | undefined): PublishedPort[] {
  const address = pod?.status?.hostIP;
  if (address === undefined) return [];
  return (service?.spec?.ports ?? []).flatMap(({ port, protocol = 'TCP', nodePort }) =>
    nodePort === undefined ? [] : [{ port, protocol: protocol as PortProtocol, address, hostPort: nodePort }],
  );
}
