import { Injectable } from '@nestjs/common';
import type { AppD, SwImageDescriptor } from '../../../app-package/index.js';
import { impossible } from '../../../common/problem/index.js';
import { ContainerRuntime } from '../../../container-runtime/index.js';
import { PlatformIdentity } from '../../../platform/index.js';
import type { InstantiateAppRequest } from '../types.js';
import { descriptorFor, imagesOf, isMachine } from '../workload-of-descriptor.js';

/** The first image of the request that the package does not have: only those are verified, and go with the package. */
function strangeImage({ osContainerDescriptor = [] }: InstantiateAppRequest, appD: AppD): string | undefined {
  const known = [...appD.swImageDescriptor, ...imagesOf(appD)];
  const isKnown = (image: SwImageDescriptor) => known.some(({ id, swImage }) => id === image.id && swImage === image.swImage);
  return osContainerDescriptor.map(({ swImageDesc }) => swImageDesc).find((image) => !isKnown(image))?.id;
}

/** Whether this platform is the right one for an instantiation (MEC 010-2, 6.2.2.7). */
@Injectable()
export class Feasibility {
  constructor(
    private readonly identity: PlatformIdentity,
    private readonly runtime: ContainerRuntime,
  ) {}

  /** @throws Problem 422 if it is meant for other hosts or places, for a virtual machine where containers run, or for images that nobody has onboarded */
  require(request: InstantiateAppRequest, appD: AppD): void {
    const { selectedMECHostInfo, locationConstraints } = request;
    const isOurs = ({ hostId }: { hostId: object }) => Object.values(hostId).includes(this.identity.id);
    if (selectedMECHostInfo && !selectedMECHostInfo.some(isOurs))
      throw impossible(`The body/selectedMECHostInfo has no hostId with the id of this platform, ${this.identity.id}.`);
    if (locationConstraints) throw impossible('The body/locationConstraints cannot be kept: the platform does not know where it is.');
    const strange = strangeImage(request, appD);
    if (strange !== undefined) throw impossible(`The image ${strange} is none of the package.`);
    if (this.runtime.name !== 'none' && isMachine(descriptorFor(appD, request)))
      throw impossible(`The application needs a virtual machine; the runtime ${this.runtime.name} runs containers only.`);
  }
}
