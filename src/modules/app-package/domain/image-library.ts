import type { Readable } from 'node:stream';
import type { SwImageDescriptor } from './types.js';

/** An image of software that travels in a package. */
export interface PackagedImage {
  /** Of the package's descriptor; with the id of the image it names it. */
  appDId: string;
  descriptor: SwImageDescriptor;
  open(): Promise<Readable>;
}

/** The images of a package by its descriptor. */
export interface LoadedImages {
  appDId: string;
  imageIds: string[];
}

/** Puts images where what runs applications finds them. */
export abstract class ImageLibrary {
  /** Again does nothing. @throws Problem if the image is unfit; anything else if there is nobody to take it */
  abstract load(image: PackagedImage, signal: AbortSignal): Promise<void>;
  /** Does nothing with those that are not there. */
  abstract remove(images: LoadedImages): Promise<void>;
}
