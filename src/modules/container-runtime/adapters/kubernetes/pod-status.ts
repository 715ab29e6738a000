import type { V1ContainerStatus, V1Deployment, V1Pod } from '@kubernetes/client-node';
import { legibleName } from '../../domain/legible-name.js';
import { RuntimeRefusal, RuntimeUnavailable } from '../../domain/runtime-errors.js';
import type { ContainerStatus } from '../../domain/workload-status.js';
import { containerNames, hasBeenStarted } from './deployment.js';

/** Why a container waits, where waiting longer is no use. */
const HOPELESS = new Set(['InvalidImageName', 'CreateContainerConfigError', 'RunContainerError', 'CreateContainerError']);
const STUCK = new Set(['ErrImagePull', 'ImagePullBackOff', 'RegistryUnavailable', 'CrashLoopBackOff']);

/** The pod of the present; those that are ending don't count. */
export const presentPod = (pods: V1Pod[]): V1Pod | undefined => pods.find(({ metadata }) => metadata?.deletionTimestamp === undefined);

const statusOf = (pod: V1Pod | undefined, name: string): V1ContainerStatus | undefined => pod?.status?.containerStatuses?.find((status) => status.name === legibleName(name));

const isProbed = ({ spec }: V1Deployment, name: string): boolean => spec!.template.spec!.containers.some((container) => container.name === legibleName(name) && container.readinessProbe);

/** The cluster tells only whether a container is ready: one that is not has been if the pod has stopped being so since the container runs. */
function healthOf({ ready, state }: V1ContainerStatus, pod: V1Pod): NonNullable<ContainerStatus['health']> {
  if (ready) return 'HEALTHY';
  const lost = pod.status?.conditions?.find(({ type, status }) => type === 'Ready' && status === 'False')?.lastTransitionTime;
  const started = state?.running?.startedAt;
  return lost && started && lost > started ? 'UNHEALTHY' : 'STARTING';
}

function statusOfOther(name: string, found: V1ContainerStatus | undefined, started: boolean): ContainerStatus {
  const ended = found?.state?.terminated ?? found?.lastState?.terminated;
  return { name, state: started && (ended || !found) ? 'STOPPED' : 'CREATED', ...(ended && { exitCode: ended.exitCode }), restarts: found?.restartCount ?? 0 };
}

function toContainerStatus(name: string, deployment: V1Deployment, pod: V1Pod | undefined): ContainerStatus {
  const found = statusOf(pod, name);
  if (!pod || !found?.state?.running) return statusOfOther(name, found, hasBeenStarted(deployment));
  return { name, state: 'RUNNING', restarts: found.restartCount, ...(isProbed(deployment, name) && { health: healthOf(found, pod) }) };
}

/** Until then the cluster refuses to tell what a container has written. */
export function hasRun(pod: V1Pod, name: string): boolean {
  const { state, lastState } = statusOf(pod, name) ?? {};
  return (state?.running ?? state?.terminated ?? lastState?.terminated) !== undefined;
}

export function containerStatuses(deployment: V1Deployment, pod: V1Pod | undefined): ContainerStatus[] {
  return containerNames(deployment).map((name) => toContainerStatus(name, deployment, pod));
}

/** Whether all containers of a pod run. @throws RuntimeRefusal, RuntimeUnavailable if one of them waits for something that doesn't come */
export function isRunning(deployment: V1Deployment, pod: V1Pod | undefined): boolean {
  for (const name of containerNames(deployment)) {
    const { reason = '', message = '' } = statusOf(pod, name)?.state?.waiting ?? {};
    const sentence = `container ${name} does not start: ${reason} ${message}`.trim();
    if (HOPELESS.has(reason)) throw new RuntimeRefusal(sentence);
    if (STUCK.has(reason)) throw new RuntimeUnavailable(sentence);
  }
  return containerNames(deployment).every((name) => statusOf(pod, name)?.state?.running !== undefined);
}
