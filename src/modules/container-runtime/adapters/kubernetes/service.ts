import type { V1Pod, V1Service } from '@kubernetes/client-node';
import type { PublishedPort } from '../../domain/workload-status.js';
import type { PortProtocol, Workload } from '../../domain/workload.js';
import { metadataOf, OBJECT_NAME } from './labels.js';
import { serviceRendering } from './rendering.js';

const OWN_ADDRESS = 'LoadBalancer';

/** Nothing if there are no ports. */
export function toService(workload: Workload): V1Service | undefined {
  const rendering = serviceRendering(workload);
  if (!rendering) return undefined;
  const { hostAddress } = workload;
  const spec = rendering.spec!;
  const wished = spec.type === OWN_ADDRESS && hostAddress !== undefined && { loadBalancerIP: hostAddress };
  return { ...rendering, metadata: { ...metadataOf(workload), name: OBJECT_NAME }, spec: { ...spec, ...wished } };
}

/** Where the service of a pod is reached: at the address that the load balancer has given it, or at the node. */
export function publishedPorts(service: V1Service | undefined, pod: V1Pod | undefined): PublishedPort[] {
  const node = pod?.status?.hostIP;
  const isApart = service?.spec?.type === OWN_ADDRESS;
  const address = isApart ? service.status?.loadBalancer?.ingress?.[0]?.ip : node;
  if (node === undefined || address === undefined) return [];
  return (service?.spec?.ports ?? []).flatMap(({ port, targetPort, protocol = 'TCP', nodePort }) => {
    const place = { protocol: protocol as PortProtocol, address };
    if (isApart) return [{ port: Number(targetPort ?? port), ...place, hostPort: port }];
    return nodePort === undefined ? [] : [{ port, ...place, hostPort: nodePort }];
  });
}
