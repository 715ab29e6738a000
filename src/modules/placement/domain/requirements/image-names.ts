import type { ImageRequirement, OrchestrationProject } from './types.js';

const LATEST = 'latest';

export const tagOf = ({ tag = LATEST }: ImageRequirement): string => tag;

/** Repository and tag of an image that a requirement names. */
export const nameOfRequirement = (requirement: ImageRequirement): string => `${requirement.repository}:${tagOf(requirement)}`;

/** Repositories are written in lower case (distribution-spec, "Pulling manifests"); a colon before the last slash is that of a port. */
export function nameOfServiceImage(image: string): string {
  const colon = image.indexOf(':', image.lastIndexOf('/') + 1);
  return colon < 0 ? `${image.toLowerCase()}:${LATEST}` : `${image.slice(0, colon).toLowerCase()}${image.slice(colon)}`;
}

/** Of all images that services are made of, sorted. */
export const usedImages = ({ services }: OrchestrationProject): string[] => [...new Set(Object.values(services).map(({ image }) => nameOfServiceImage(image)))].sort();
