import { BYTES_PER_MB, type ContainerPlan, type HealthCheck, legibleName, type VolumePlan, type WorkloadPlan } from '../../../container-runtime/index.js';
import { nameOfServiceImage } from './image-names.js';
import { memoryBytes } from './memory-limit.js';
import { cpuMillis } from './needs.js';
import { portMappings } from './port-mapping.js';
import type { OrchestratedHealthCheck, OrchestratedService, OrchestrationProject } from './types.js';
import { plainName, type VolumeMapping, volumeMappings } from './volume-mapping.js';

/** What every copy of an application is made of, whatever the engine. */
export interface ApplicationPlan {
  workload: WorkloadPlan;
  /** As the orchestration calls it; each cloud has its own of it. */
  network?: string;
}

/** What images and files the orchestration means. */
interface Contents {
  /** References with digests, by repository and tag. */
  images: ReadonlyMap<string, string>;
  /** Digests of files by their names. */
  files: ReadonlyMap<string, string>;
}

const seconds = (duration: string): number => Number(duration.slice(0, -1));

const toHealthCheck = ({ test, interval, timeout, start_period, retries }: OrchestratedHealthCheck): HealthCheck => ({
  test,
  ...(interval !== undefined && { intervalS: seconds(interval) }),
  ...(timeout !== undefined && { timeoutS: seconds(timeout) }),
  ...(start_period !== undefined && { startPeriodS: seconds(start_period) }),
  ...(retries !== undefined && { retries }),
});

/** How both artefacts call the volume of a folder, or a volume of the orchestration. */
export const volumeName = (source: string): string => legibleName(plainName(source));

function toContainer(name: string, service: OrchestratedService, mappings: VolumeMapping[], { images }: Contents): ContainerPlan {
  const { image, environment = {}, entrypoint, command, healthcheck, cpus, mem_limit } = service;
  const mounts = mappings.filter((mapping) => mapping.service === name).map(({ source, path, readOnly }) => ({ volume: volumeName(source), path, readOnly }));
  return {
    name,
    image: images.get(nameOfServiceImage(image))!,
    environment,
    resources: {
      ...(cpus !== undefined && { cpuMillisLimit: cpuMillis(cpus) }),
      ...(mem_limit !== undefined && { memoryMBLimit: memoryBytes(mem_limit) / BYTES_PER_MB }),
    },
    ...(entrypoint && { entrypoint }),
    ...(command && { command }),
    ...(healthcheck && { healthCheck: toHealthCheck(healthcheck) }),
    ...(mounts.length > 0 && { mounts }),
  };
}

function volumesOf({ 'x-openmep-files': entries = [] }: OrchestrationProject, mappings: VolumeMapping[], { files }: Contents): VolumePlan[] {
  return [...new Set(mappings.map(({ source }) => source))].map((source) => {
    const entry = entries.find(({ to }) => to === source);
    return { name: volumeName(source), ...(entry && { files: { digest: files.get(entry.from)! } }) };
  });
}

/** The plan of an orchestration without faults, all of whose images and files are there. The first service is what the host is called after. */
export function applicationPlan(project: OrchestrationProject, contents: Contents): ApplicationPlan {
  const services = Object.entries(project.services);
  const mappings = volumeMappings(project);
  const volumes = volumesOf(project, mappings, contents);
  const hostname = services[0]?.[1].hostname;
  const network = services.flatMap(([, { networks = [] }]) => networks)[0];
  return {
    workload: {
      containers: services.map(([name, service]) => toContainer(name, service, mappings, contents)),
      ports: portMappings(project).map(({ service, outside, inside, protocol }) => ({ port: inside, protocol, hostPort: outside, container: service })),
      ...(hostname !== undefined && { hostname }),
      names: [...new Set(services.flatMap(([name, { hostname = name }]) => [name, hostname]))],
      ...(volumes.length > 0 && { volumes }),
      exposure: 'LOAD_BALANCER',
    },
    ...(network !== undefined && { network }),
  };
}
