import type { ContainerRuntime } from '../../../container-runtime/index.js';
import type { Cloud } from '../world/world-items.js';

/** The engines of the clouds. */
export abstract class CloudRuntimes {
  /** @throws RuntimeRefusal if its endpoint is none */
  abstract of(cloud: Cloud): Promise<ContainerRuntime>;
  /** By which the workloads of a cloud are told from those of the platform itself and of other clouds of the same engine. */
  abstract ownerOf(cloud: Cloud): string;
}
