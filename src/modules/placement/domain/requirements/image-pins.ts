import { nameOfRequirement, tagOf, usedImages } from './image-names.js';
import type { ImageRequirement, RequirementInformation } from './types.js';

/** A version of an image in the library. */
export interface KnownImage {
  /** Of its manifest. */
  digest: string;
  /** Bytes of its configuration and layers. */
  sizeBytes: number;
}

/** What the library tells of its images. */
export interface KnownImages {
  /** The version that the name means now. */
  find(repository: string, tag: string): KnownImage | undefined;
  get(digest: string): KnownImage | undefined;
}

/** The versions that artefacts were generated of: digests of manifests by repository and tag. */
export type ImagePins = Readonly<Record<string, string>>;

interface ResolvedImage extends KnownImage {
  /** Repository and tag. */
  name: string;
  /** Repository, tag and digest. */
  reference: string;
}

/** An image that services are made of, with its version if the library has it. */
export interface UsedImage {
  requirement: ImageRequirement;
  /** Repository and tag, and the digest that is demanded, if one is. */
  wanted: string;
  resolved?: ResolvedImage;
}

function use(requirement: ImageRequirement, known: KnownImages, pins: ImagePins): UsedImage {
  const name = nameOfRequirement(requirement);
  const demanded = requirement.digest ?? pins[name];
  const image = demanded === undefined ? known.find(requirement.repository, tagOf(requirement)) : known.get(demanded);
  return {
    requirement,
    wanted: demanded === undefined ? name : `${name}@${demanded}`,
    ...(image && { resolved: { name, reference: `${name}@${image.digest}`, digest: image.digest, sizeBytes: image.sizeBytes } }),
  };
}

/**
 * The versions of all images that services are made of, by their names: the one that is required by its digest, else the one that is pinned, else the
 * one that the name means now. So a tag that moves changes nothing that has been generated.
 */
export function useImages({ images, orchestration }: RequirementInformation, known: KnownImages, pins: ImagePins): UsedImage[] {
  const required = new Map(images.map((requirement) => [nameOfRequirement(requirement), requirement]));
  return usedImages(orchestration).map((name) => use(required.get(name)!, known, pins));
}

/** What artefacts of these images keep to. */
export const pinsOf = (images: readonly ResolvedImage[]): ImagePins => Object.fromEntries(images.map(({ name, digest }) => [name, digest]));
