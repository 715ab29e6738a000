import { Injectable } from '@nestjs/common';
import { imageReference, PackageImages, type SwImageDescriptor, travelsInPackage } from '../../../app-package/index.js';
import { ContainerRuntime, imageName } from '../../../container-runtime/index.js';
import type { Findings } from '../operation/lifecycle-operation.js';
import { imagesOf } from '../workload-of-descriptor.js';
import type { Step, StepContext } from './step.js';

/** Makes the images ready: those of the package are there since it was onboarded, unless somebody has removed them; others are fetched. */
@Injectable()
export class ImagesStep implements Step {
  readonly name = 'images';

  constructor(
    private readonly runtime: ContainerRuntime,
    private readonly packageImages: PackageImages,
  ) {}

  async run({ appD, instance: { appPkgId }, signal }: StepContext): Promise<Findings> {
    const images: Record<string, string> = {};
    for (const image of imagesOf(appD)) images[image.id] = await this.ready(image, { appPkgId, appDId: appD.appDId }, signal);
    return { images };
  }

  private ready(image: SwImageDescriptor, { appPkgId, appDId }: { appPkgId: string; appDId: string }, signal: AbortSignal): Promise<string> {
    if (travelsInPackage(image)) return this.packageImages.provide(appPkgId, appDId, image, signal);
    return this.runtime.fetchImage(imageReference(image), imageName(appDId, image.id), signal);
  }
}
