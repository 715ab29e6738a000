import type { V1Deployment, V1Service, V1ServicePort } from '@kubernetes/client-node';
import type { WorkloadPlan, WorkloadPort } from '../../domain/workload.js';
import { toContainer } from './container.js';
import { OBJECT_NAME, POD_LABELS } from './labels.js';
import { toPodVolume, volumeRendering } from './volume.js';

/** All containers are in one pod, of which there is never more than one. */
export function deploymentRendering(plan: WorkloadPlan): V1Deployment {
  const { containers, ports, hostname, names, volumes } = plan;
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: OBJECT_NAME },
    spec: {
      replicas: 1,
      strategy: { type: 'Recreate' },
      selector: { matchLabels: POD_LABELS },
      template: {
        metadata: { labels: POD_LABELS },
        spec: {
          ...(hostname !== undefined && { hostname }),
          automountServiceAccountToken: false,
          ...(names && { hostAliases: [{ ip: '127.0.0.1', hostnames: names }] }),
          containers: containers.map((container) => toContainer(container, ports)),
          ...(volumes && { volumes: volumes.map(toPodVolume) }),
        },
      },
    },
  };
}

const atNode = ({ port, protocol, hostPort }: WorkloadPort): V1ServicePort => ({
  name: `${protocol.toLowerCase()}-${port}`,
  port,
  targetPort: port,
  protocol,
  ...(hostPort !== undefined && { nodePort: hostPort }),
});

const atOwnAddress = ({ port, protocol, hostPort = port }: WorkloadPort): V1ServicePort => ({
  name: `${protocol.toLowerCase()}-${hostPort}`,
  port: hostPort,
  targetPort: port,
  protocol,
});

/** Publishes the ports; nothing if there is none, since no service is without. */
export function serviceRendering({ ports, exposure = 'NODE_PORT' }: WorkloadPlan): V1Service | undefined {
  if (ports.length === 0) return undefined;
  const [type, toPort] = exposure === 'LOAD_BALANCER' ? ['LoadBalancer', atOwnAddress] as const : ['NodePort', atNode] as const;
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: OBJECT_NAME },
    spec: { type, selector: POD_LABELS, ports: ports.map(toPort) },
  };
}

/**
 * What the cluster is asked to create, but for what tells one application instance from another: namespace, labels, annotations and the contents of
 * ConfigMaps.
 */
export function kubernetesRendering(plan: WorkloadPlan): object[] {
  const service = serviceRendering(plan);
  return [...(plan.volumes ?? []).map(volumeRendering), deploymentRendering(plan), ...(service ? [service] : [])];
}
