import { type Fault, memberOf } from '../../../common/problem/index.js';
import { BYTES_PER_MB } from '../../../container-runtime/index.js';
import { memoryBytes } from './memory-limit.js';
import type { OrchestratedHealthCheck, OrchestratedService, OrchestrationProject } from './types.js';

/** Docker takes no less (Engine API, "Minimum memory limit allowed is 6MB", which are 6 * 2^20 bytes). */
const LEAST_MEMORY = '6m';
/** What CloudCapacity can hold. */
const MOST_MEMORY_MB = 2 ** 31 - 1;
/** Of the platform, which tells each container who it is. */
const OWN_VARIABLES = 'OPENMEP_';

function testFaults({ test: [kind, ...words] }: OrchestratedHealthCheck, place: string): Fault[] {
  if (kind !== 'CMD' && kind !== 'CMD-SHELL') return [{ place: `${place}/test/0`, detail: 'must be CMD or CMD-SHELL' }];
  return kind === 'CMD-SHELL' && words.length > 1 ? [{ place: `${place}/test/2`, detail: 'is one too many: CMD-SHELL has one text' }] : [];
}

function ofService({ environment = {}, networks = [], healthcheck, mem_limit }: OrchestratedService, known: object, place: string): Fault[] {
  const variables = Object.keys(environment).filter((name) => name.startsWith(OWN_VARIABLES));
  return [
    ...variables.map((name) => ({ place: memberOf(`${place}/environment`, name), detail: 'is for the platform to set' })),
    ...networks.flatMap((name, index) => (Object.hasOwn(known, name) ? [] : [{ place: `${place}/networks/${index}`, detail: 'names no network of the orchestration' }])),
    ...(healthcheck ? testFaults(healthcheck, `${place}/healthcheck`) : []),
    ...(mem_limit !== undefined && memoryBytes(mem_limit) < memoryBytes(LEAST_MEMORY) ? [{ place: `${place}/mem_limit`, detail: `must be at least ${LEAST_MEMORY}` }] : []),
  ];
}

/** What is wrong with services apart from images, ports and volumes. */
export function serviceFaults({ services, networks = {} }: OrchestrationProject, place: string): Fault[] {
  const bytes = Object.values(services).reduce((sum, { mem_limit = '0b' }) => sum + memoryBytes(mem_limit), 0);
  return [
    ...Object.entries(services).flatMap(([name, service]) => ofService(service, networks, memberOf(`${place}/services`, name))),
    ...(bytes > MOST_MEMORY_MB * BYTES_PER_MB ? [{ place: `${place}/services`, detail: `must not have more than ${MOST_MEMORY_MB} MB of memory together` }] : []),
  ];
}
