import { Injectable } from '@nestjs/common';
import { impossible, unavailable } from '../../common/problem/index.js';
import { ContainerRuntime, imageName, RuntimeRefusal, RuntimeUnavailable } from '../../container-runtime/index.js';
import type { LoadedImages } from './loaded-images.js';
import { PackageRepository } from './package-repository.js';
import { PackageStore } from './package-store.js';
import { travelsInPackage } from './reading/images.js';
import type { PackageArchive } from './reading/package-archive.js';
import type { SwImageDescriptor } from './types.js';

/** Hands the images that travel in packages to the runtime, and takes them back. */
@Injectable()
export class PackageImages {
  constructor(
    private readonly repository: PackageRepository,
    private readonly store: PackageStore,
    private readonly runtime: ContainerRuntime,
  ) {}

  /**
   * One after another; those before one that fails stay. Answers what a workload calls each.
   * @throws Problem 422 if the runtime refuses one, 503 if it cannot take it at present; the reason of `signal`
   */
  async load(archive: PackageArchive, appDId: string, images: SwImageDescriptor[], signal: AbortSignal): Promise<Record<string, string>> {
    const loaded: Record<string, string> = {};
    for (const image of images.filter(travelsInPackage)) loaded[image.id] = await this.loadOne(archive, appDId, image, signal).catch((error: unknown) => refuse(image, error));
    return loaded;
  }

  /** Loads one again unless the very image is still there, by whatever name. Answers what a workload calls it. @throws RuntimeRefusal, RuntimeUnavailable; the reason of `signal` */
  async provide(appPkgId: string, appDId: string, image: SwImageDescriptor, signal: AbortSignal): Promise<string> {
    const loaded = (await this.repository.find(appPkgId))?.contents?.loaded[image.id];
    if (loaded !== undefined && (await this.runtime.hasImage(loaded, signal))) return loaded;
    const archive = await this.store.archive(appPkgId);
    try {
      return await this.loadOne(archive, appDId, image, signal);
    } finally {
      archive.close();
    }
  }

  /** Does nothing with those that are not there. @throws RuntimeUnavailable */
  async remove({ appDId, imageIds }: LoadedImages): Promise<void> {
    for (const id of imageIds) await this.runtime.removeImage(imageName(appDId, id));
  }

  private loadOne(archive: PackageArchive, appDId: string, { id, swImage }: SwImageDescriptor, signal: AbortSignal): Promise<string> {
    return this.runtime.loadImage({ name: imageName(appDId, id), open: () => archive.open(swImage) }, signal);
  }
}

/** @throws Problem for what the runtime says, anything else as it is */
function refuse({ id }: SwImageDescriptor, error: unknown): never {
  if (error instanceof RuntimeRefusal) throw impossible(`The container runtime refuses the image ${id}: ${error.message}.`);
  if (error instanceof RuntimeUnavailable) throw unavailable(`The container runtime cannot take the image ${id} at present: ${error.message}.`, error);
  throw error;
}
