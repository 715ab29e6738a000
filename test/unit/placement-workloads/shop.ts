import { Readable } from 'node:stream';
import type { ApiRoot } from '../../../src/modules/common/links/index.js';
import type { ContainerRuntimes, Workload } from '../../../src/modules/container-runtime/index.js';
import type { Library } from '../../../src/modules/placement/domain/ports/library.js';
import type { ImageName } from '../../../src/modules/placement/domain/library/library-image.js';
import type { RequirementInformation } from '../../../src/modules/placement/domain/requirements/types.js';
import { CloudEngines } from '../../../src/modules/placement/domain/workloads/cloud-engines.js';
import { PlannedWorkloads } from '../../../src/modules/placement/domain/workloads/planned-workloads.js';
import { MemoryWorld } from '../../../src/modules/placement/domain/world/memory-world.js';
import type { Cloud, Deployment } from '../../../src/modules/placement/domain/world/world-items.js';
import type { PlatformIdentity } from '../../../src/modules/platform/index.js';
import { filesOf } from '../../support/containers/files-archive.js';
import { digestOf, PlainLibrary } from '../placement-requirements/library.js';
import { files, generated, IMAGE, requiring } from '../placement-requirements/orchestrations.js';

export const SHOP = requiring(
  {
    hostname: 'shop', ports: ['1216:80'], volumes: ['./html:/srv', 'data:/data'], networks: ['yun'], environment: { LEVEL: 'high' }, healthcheck: { test: ['CMD', 'true'] }, mem_limit: '16m',
  },
  { 'x-openmep-files': [{ from: 'webapp', to: './html' }], networks: { yun: null }, volumes: { data: null } },
);

export const cloud = (changes: Partial<Cloud> = {}): Cloud => ({ cloudId: 'fog-n', kind: 'FOG', runtime: { driver: 'docker' }, address: '127.0.0.2', removing: false, ...changes });

/** The runtimes of clouds of the platform `here`. */
export const engines = (runtimes: Partial<ContainerRuntimes> = {}) => new CloudEngines(runtimes as ContainerRuntimes, { id: 'here' } as PlatformIdentity);

/** A world with one application, and what runs for its copies. */
export class Shop {
  readonly world = new MemoryWorld();
  readonly made;
  /** Digests of the files that were opened. */
  readonly opened: string[] = [];
  private readonly workloads: PlannedWorkloads;

  constructor(requirements: RequirementInformation = SHOP) {
    const handedIn = files({ webapp: 10 });
    this.made = generated(requirements, handedIn);
    const known = new PlainLibrary().put(IMAGE);
    const library = {
      find: ({ repository, tag }: ImageName) => known.find(repository, tag),
      get: (digest: string) => known.get(digest),
      file: (digest: string) => {
        this.opened.push(digest);
        return filesOf({ 'index.html': 'hello' }).open();
      },
    };
    const { pins, artefacts } = this.made;
    const byType = Object.fromEntries(artefacts.map(({ type, digest }) => [type, digest]));
    this.world.apply({
      applications: { put: [{ applicationId: 'shop', appName: 'webshop', requirements, rulePriority: 100, pins, artefacts: byType, removing: false }] },
      files: { put: [{ applicationId: 'shop', fileName: 'webapp', digest: digestOf('webapp'), sizeBytes: 10 }] },
    });
    this.workloads = new PlannedWorkloads(this.world, library as unknown as Library, engines(), { absolute: 'http://mep.test:8080' } as ApiRoot);
  }

  copy(type: 'DOCKER' | 'K8S' = 'DOCKER'): Deployment {
    const { digest } = this.made.artefacts.find((artefact) => artefact.type === type)!;
    const needs = { cpuMillis: 0, memoryMB: 0, storageMB: 0, deployments: 1 };
    return { deploymentId: 'copy-1', applicationId: 'shop', cloudId: 'fog-n', artefact: digest, needs, state: 'PREPARING', since: 0, position: 1 };
  }

  workload(at: Cloud = cloud(), deployment = this.copy(), images: Record<string, string> = {}): Workload {
    return this.workloads.workloadOf(deployment, at, 'task-1', new Map(Object.entries(images)));
  }
}

export const textOf = async (stream: Readable): Promise<string> => (await stream.toArray()).join('');
