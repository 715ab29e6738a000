import { Injectable } from '@nestjs/common';
import { Lanes } from '../../../common/lanes/index.js';
import { log } from '../../../common/log/index.js';
import { imageName, RuntimeRefusal } from '../../../container-runtime/index.js';
import { CloudRuntimes } from '../ports/cloud-runtimes.js';
import { Library } from '../ports/library.js';
import { World } from '../ports/world.js';
import type { Cloud, Deployment } from '../world/world-items.js';

const nameOf = (digest: string): string => imageName('placement', digest);
const engineOf = ({ runtime: { driver, endpoint } }: Cloud): string => JSON.stringify([driver, endpoint ?? null]);

/** The images of the library that Docker engines have; clusters fetch theirs by themselves. */
@Injectable()
export class EngineImages {
  /** Ids of copies whose containers are gone, but not yet what is recorded of them: of two that go at the same time neither leaves an image to the other. */
  private readonly cleared = new Set<string>();

  constructor(
    private readonly world: World,
    private readonly library: Library,
    private readonly runtimes: CloudRuntimes,
    private readonly lanes: Lanes,
  ) {
    world.onChange(({ deployments }) => {
      for (const { deploymentId } of deployments?.remove ?? []) this.cleared.delete(deploymentId);
    });
  }

  /** What the engine calls the images, by their references in the artefact. */
  namesOf(deployment: Deployment, cloud: Cloud): ReadonlyMap<string, string> {
    return new Map(this.imagesOf(deployment, cloud).map(({ reference, digest }) => [reference, nameOf(digest)]));
  }

  /** Gives the engine what it does not have. */
  async load(deployment: Deployment, cloud: Cloud, signal: AbortSignal): Promise<void> {
    const runtime = await this.runtimes.of(cloud);
    for (const { digest } of this.imagesOf(deployment, cloud)) {
      const name = nameOf(digest);
      await this.alone(cloud, digest, async () => {
        if (!(await runtime.hasImage(name, signal))) await runtime.loadImage({ name, open: () => this.library.archive(digest) }, signal);
      });
    }
  }

  /** Removes what no other copy at the engine is made of. @param deployment REMOVING, without containers by now */
  async release(deployment: Deployment, cloud: Cloud, signal: AbortSignal): Promise<void> {
    this.cleared.add(deployment.deploymentId);
    const runtime = await this.runtimes.of(cloud);
    for (const { digest } of this.imagesOf(deployment, cloud)) {
      await this.alone(cloud, digest, async () => {
        if (this.isUsed(digest, cloud)) return;
        try {
          await runtime.removeImage(nameOf(digest), signal);
        } catch (error) {
          if (!(error instanceof RuntimeRefusal)) throw error;
          log.warn({ err: error, cloudId: cloud.cloudId, digest }, 'An engine keeps an image that no copy needs any more: somebody else uses it.');
        }
      });
    }
  }

  private imagesOf({ artefact }: Deployment, { runtime }: Cloud) {
    return runtime.driver === 'docker' ? (this.world.artefact(artefact)?.images ?? []) : [];
  }

  private isUsed(digest: string, cloud: Cloud): boolean {
    const clouds = this.world.clouds().filter((other) => engineOf(other) === engineOf(cloud));
    const others = clouds.flatMap(({ cloudId }) => this.world.deployments({ cloudId })).filter(({ deploymentId }) => !this.cleared.has(deploymentId));
    return others.some(({ artefact }) => this.world.artefact(artefact)?.images.some((image) => image.digest === digest));
  }

  /** Nobody takes an image to be there that is being removed. */
  private alone(cloud: Cloud, digest: string, work: () => Promise<void>): Promise<void> {
    return this.lanes.alone(JSON.stringify([engineOf(cloud), digest]), work);
  }
}
