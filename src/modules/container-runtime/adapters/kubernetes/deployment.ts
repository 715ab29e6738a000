import type { V1Container, V1Deployment } from '@kubernetes/client-node';
import { legibleName } from '../../domain/legible-name.js';
import type { ContainerPlan, Workload } from '../../domain/workload.js';
import { metadataOf, OBJECT_NAME, POD_LABELS } from './labels.js';
import { limitsOf, requestsOf } from './resources.js';

/** Names of the containers as their plans have them: the cluster takes others only. */
const CONTAINERS = 'openmep.containers';
/** Tells a deployment that has never run from one that has been stopped. */
const STARTED = 'openmep.started';

/** Changes that start and stop the containers. */
export const RUNNING = { metadata: { annotations: { [STARTED]: 'true' } }, spec: { replicas: 1 } };
export const STOPPED = { spec: { replicas: 0 } };

const toContainer = ({ name, image, environment, resources }: ContainerPlan): V1Container => ({
  name: legibleName(name),
  image,
  imagePullPolicy: 'IfNotPresent',
  env: Object.entries(environment).map(([variable, value]) => ({ name: variable, value })),
  resources: { requests: requestsOf(resources), limits: limitsOf(resources) },
});

/** All containers are in one pod, of which there is never more than one; at first there is none. */
export function toDeployment(workload: Workload): V1Deployment {
  const { labels, annotations } = metadataOf(workload);
  const names = JSON.stringify(workload.containers.map(({ name }) => name));
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: OBJECT_NAME, labels: labels!, annotations: { ...annotations, [CONTAINERS]: names } },
    spec: {
      replicas: 0,
      strategy: { type: 'Recreate' },
      selector: { matchLabels: POD_LABELS },
      template: {
        metadata: { labels: { ...labels, ...POD_LABELS } },
        spec: { automountServiceAccountToken: false, containers: workload.containers.map(toContainer) },
      },
    },
  };
}

export const containerNames = ({ metadata }: V1Deployment): string[] => JSON.parse(metadata?.annotations?.[CONTAINERS] ?? '[]') as string[];

export const hasBeenStarted = ({ metadata }: V1Deployment): boolean => metadata?.annotations?.[STARTED] === 'true';
