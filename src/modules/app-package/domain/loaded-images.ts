/** The images of a package by its descriptor. */
export interface LoadedImages {
  appDId: string;
  imageIds: string[];
}
