import type { V1Container, V1Probe, V1VolumeMount } from '@kubernetes/client-node';
import { legibleName } from '../../domain/legible-name.js';
import type { ContainerMount, ContainerPlan, HealthCheck, WorkloadPort } from '../../domain/workload.js';
import { requirementsOf } from './resources.js';

/** The cluster would put variables in: `$(NAME)` stands for one, and `$$` for a dollar sign (V1Container, args, command; V1EnvVar, value). */
const literally = (text: string): string => text.replace(/\$(?=[$(])/g, '$$$$');

const commandOf = ([kind, ...words]: string[]): string[] => (kind === 'CMD-SHELL' ? ['sh', '-c', ...words] : words);

const toProbe = ({ test, intervalS, timeoutS, startPeriodS, retries }: HealthCheck): V1Probe => ({
  exec: { command: commandOf(test).map(literally) },
  ...(startPeriodS !== undefined && { initialDelaySeconds: startPeriodS }),
  ...(intervalS !== undefined && { periodSeconds: intervalS }),
  ...(timeoutS !== undefined && { timeoutSeconds: timeoutS }),
  ...(retries !== undefined && { failureThreshold: retries }),
});

const toVolumeMount = ({ volume, path, readOnly }: ContainerMount): V1VolumeMount => ({ name: volume, mountPath: path, ...(readOnly && { readOnly }) });

/** Without the policy a cluster asks for an image with the tag latest at each start. */
export function toContainer({ name, image, environment, resources, entrypoint, command, healthCheck, mounts }: ContainerPlan, ports: WorkloadPort[]): V1Container {
  const variables = Object.entries(environment).map(([variable, value]) => ({ name: variable, value: literally(value) }));
  const own = ports.filter(({ container }) => container === name).map(({ port, protocol }) => ({ containerPort: port, protocol }));
  return {
    name: legibleName(name),
    image,
    imagePullPolicy: 'IfNotPresent',
    ...(entrypoint && { command: entrypoint.map(literally) }),
    ...(command && { args: command.map(literally) }),
    ...(variables.length > 0 && { env: variables }),
    ...(own.length > 0 && { ports: own }),
    resources: requirementsOf(resources),
    ...(healthCheck && { readinessProbe: toProbe(healthCheck) }),
    ...(mounts && { volumeMounts: mounts.map(toVolumeMount) }),
  };
}
