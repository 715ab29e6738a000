import { BYTES_PER_MB } from '../../../container-runtime/index.js';
import type { Library } from '../ports/library.js';
import type { World } from '../ports/world.js';
import type { CloudCapacity } from '../types.js';
import { sum } from '../sum.js';
import type { Deployment } from '../world/world-items.js';

/** What the deployments of a cloud take that are not FAILED, those included that are still to be made. */
export const usedOf = (cloudId: string, world: World, library: Library): Required<CloudCapacity> =>
  usedBy(world.deployments({ cloudId }).filter(({ state }) => state !== 'FAILED'), world, library);

/** What deployments of one cloud take. An image that several have counts once. */
export function usedBy(deployments: readonly Deployment[], world: World, library: Library): Required<CloudCapacity> {
  return {
    cpuMillis: sum(deployments.map(({ needs }) => needs.cpuMillis)),
    memoryMB: sum(deployments.map(({ needs }) => needs.memoryMB)),
    storageMB: Math.ceil(sum(imagesOf(deployments, world).map((digest) => library.get(digest)?.sizeBytes ?? 0)) / BYTES_PER_MB),
    deployments: deployments.length,
  };
}

const imagesOf = (deployments: readonly Deployment[], world: World): string[] => [
  ...new Set(deployments.flatMap(({ artefact }) => world.artefact(artefact)?.images.map(({ digest }) => digest) ?? [])),
];
