import { Injectable } from '@nestjs/common';
import { type SwImageDescriptor, travelsInPackage } from '../../../app-package/index.js';
import { ContainerRuntime, imageName, RuntimeRefusal } from '../../../container-runtime/index.js';
import type { Findings } from '../operation/lifecycle-operation.js';
import { imagesOf } from '../workload-of-descriptor.js';
import type { Step, StepContext } from './step.js';

/** Makes the images ready: those of the package are there since it was onboarded, others are fetched. */
@Injectable()
export class ImagesStep implements Step {
  readonly name = 'images';

  constructor(private readonly runtime: ContainerRuntime) {}

  async run({ appD, signal }: StepContext): Promise<Findings> {
    const images: Record<string, string> = {};
    for (const image of imagesOf(appD)) images[image.id] = await this.ready(image, imageName(appD.appDId, image.id), signal);
    return { images };
  }

  private async ready(image: SwImageDescriptor, name: string, signal: AbortSignal): Promise<string> {
    if (!travelsInPackage(image)) return this.runtime.fetchImage(image.swImage, name, signal);
    if (await this.runtime.hasImage(name, signal)) return name;
    throw new RuntimeRefusal(`the image ${image.id} of the package is not there any more`);
  }
}
