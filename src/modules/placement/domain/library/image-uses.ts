/** Tells who needs an image. */
export abstract class ImageUses {
  /** Ids of the applications that use this version. */
  abstract applicationsOf(digest: string): string[];
}
