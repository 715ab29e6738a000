import type { V1Deployment } from '@kubernetes/client-node';
import type { Workload } from '../../domain/workload.js';
import { metadataOf, OBJECT_NAME, POD_LABELS } from './labels.js';
import { deploymentRendering } from './rendering.js';
import { toFilledVolume } from './volume.js';
import type { FilesOfVolumes } from './volume-files.js';

/** Names of the containers as their plans have them: the cluster takes others only. */
const CONTAINERS = 'openmep.containers';
/** Tells a deployment that has never run from one that has been stopped. */
const STARTED = 'openmep.started';

/** Changes that start and stop the containers. */
export const RUNNING = { metadata: { annotations: { [STARTED]: 'true' } }, spec: { replicas: 1 } };
export const STOPPED = { spec: { replicas: 0 } };

/** At first there is no pod. */
export function toDeployment(workload: Workload, files: FilesOfVolumes): V1Deployment {
  const { labels, annotations } = metadataOf(workload);
  const names = JSON.stringify(workload.containers.map(({ name }) => name));
  const rendering = deploymentRendering(workload);
  const spec = rendering.spec!;
  const pod = spec.template.spec!;
  const volumes = pod.volumes && { volumes: pod.volumes.map((volume) => toFilledVolume(volume, files.get(volume.name))) };
  return {
    ...rendering,
    metadata: { name: OBJECT_NAME, labels: labels!, annotations: { ...annotations, [CONTAINERS]: names } },
    spec: { ...spec, ...STOPPED.spec, template: { metadata: { labels: { ...labels, ...POD_LABELS } }, spec: { ...pod, ...volumes } } },
  };
}

export const containerNames = ({ metadata }: V1Deployment): string[] => JSON.parse(metadata?.annotations?.[CONTAINERS] ?? '[]') as string[];

export const hasBeenStarted = ({ metadata }: V1Deployment): boolean => metadata?.annotations?.[STARTED] === 'true';
