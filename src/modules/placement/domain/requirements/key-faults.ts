import { type Fault, memberOf } from '../../../common/problem/index.js';
import type { OrchestratedFiles, OrchestratedHealthCheck, OrchestratedResource, OrchestratedService, OrchestrationProject } from './types.js';

/** What each object of an orchestration may have: objects of the documents are open, so schemas don't refuse other keys. */
const PROJECT = { services: true, networks: true, volumes: true, 'x-openmep-files': true } satisfies Record<keyof OrchestrationProject, true>;
const SERVICE = {
  image: true,
  hostname: true,
  entrypoint: true,
  command: true,
  environment: true,
  ports: true,
  networks: true,
  volumes: true,
  healthcheck: true,
  cpus: true,
  mem_limit: true,
} satisfies Record<keyof OrchestratedService, true>;
const HEALTH_CHECK = { test: true, interval: true, timeout: true, start_period: true, retries: true } satisfies Record<keyof OrchestratedHealthCheck, true>;
const FILES = { from: true, to: true } satisfies Record<keyof OrchestratedFiles, true>;
const RESOURCE = {};

const unknownKeys = (object: object, known: object, place: string): Fault[] =>
  Object.keys(object)
    .filter((key) => !Object.hasOwn(known, key))
    .map((key) => ({ place: memberOf(place, key), detail: 'is no key of this platform' }));

const ofResources = (resources: Record<string, OrchestratedResource>, place: string): Fault[] =>
  Object.entries(resources).flatMap(([name, resource]) => unknownKeys(resource ?? {}, RESOURCE, memberOf(place, name)));

function ofService(service: OrchestratedService, place: string): Fault[] {
  return [...unknownKeys(service, SERVICE, place), ...unknownKeys(service.healthcheck ?? {}, HEALTH_CHECK, `${place}/healthcheck`)];
}

/** Every key that the schemas of an orchestration don't name. */
export function keyFaults(project: OrchestrationProject, place: string): Fault[] {
  const { services, networks = {}, volumes = {}, 'x-openmep-files': files = [] } = project;
  return [
    ...unknownKeys(project, PROJECT, place),
    ...Object.entries(services).flatMap(([name, service]) => ofService(service, memberOf(`${place}/services`, name))),
    ...ofResources(networks, `${place}/networks`),
    ...ofResources(volumes, `${place}/volumes`),
    ...files.flatMap((entry, index) => unknownKeys(entry, FILES, `${place}/x-openmep-files/${index}`)),
  ];
}
