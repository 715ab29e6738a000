import { type Fault, memberOf } from '../../../common/problem/index.js';
import { nameOfRequirement, nameOfServiceImage } from './image-names.js';
import type { ImageRequirement, RequirementInformation } from './types.js';

function ofRequirements(images: ImageRequirement[], place: string): Fault[] {
  const names = images.map(nameOfRequirement);
  return images.flatMap(({ repository }, index) => [
    ...(repository.includes(':', repository.lastIndexOf('/') + 1) ? [{ place: `${place}/${index}/repository`, detail: 'must not hold a tag' }] : []),
    ...(names.indexOf(names[index]!) < index ? [{ place: `${place}/${index}`, detail: `names ${names[index]!}, which another entry names` }] : []),
  ]);
}

/** What is wrong with the names of images in both parts. */
export function imageFaults({ images, orchestration }: RequirementInformation, place: string): Fault[] {
  const required = new Set(images.map(nameOfRequirement));
  const ofServices = Object.entries(orchestration.services)
    .filter(([, { image }]) => !required.has(nameOfServiceImage(image)))
    .map(([name]) => ({ place: `${memberOf(`${place}/orchestration/services`, name)}/image`, detail: 'is none of the required images' }));
  return [...ofRequirements(images, `${place}/images`), ...ofServices];
}
