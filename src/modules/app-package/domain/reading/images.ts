import type { AppD, SwImageDescriptor } from '../types.js';
import { broken } from './broken.js';
import { verifyFile } from './manifest.js';
import type { PackageArchive } from './package-archive.js';

/** Every image that a descriptor names, once. */
export function imagesOf({ swImageDescriptor, osContainerDescriptor = [] }: AppD): SwImageDescriptor[] {
  const all = [...swImageDescriptor, ...osContainerDescriptor.map(({ swImageDesc }) => swImageDesc)];
  return [...new Map(all.map((image) => [image.id, image])).values()];
}

const SCHEME = /^[a-z][a-z0-9+.-]*:\/\//i;

/** A URL names an image that does not travel in the package (swImage: ETSI GS NFV-IFA 011). */
export const travelsInPackage = ({ swImage }: SwImageDescriptor): boolean => !SCHEME.test(swImage);

/** Of an image that does not travel in the package (swImage: ETSI GS NFV-IFA 011): docker://registry.example.com/analytics:1.2.0 is registry.example.com/analytics:1.2.0 to engines. */
export const imageReference = ({ swImage }: SwImageDescriptor): string => swImage.replace(SCHEME, '');

/** @throws Problem 422 if an image is not in the package, or not the one that the descriptor means */
export async function verifyImages(archive: PackageArchive, images: SwImageDescriptor[], signal: AbortSignal): Promise<void> {
  for (const { id, swImage, size, checksum } of images.filter(travelsInPackage)) {
    const found = archive.files.get(swImage);
    if (found === undefined) throw broken(`The image ${id} is ${swImage} by the descriptor, which the package lacks; an image elsewhere is a URL such as docker://registry.example.com/analytics:1.2.0.`);
    if (size !== undefined && size !== found) throw broken(`The image ${id} has ${found} bytes, by the descriptor ${size}.`);
    if (checksum) await verifyFile(archive, swImage, checksum, 'the descriptor', signal);
  }
}
