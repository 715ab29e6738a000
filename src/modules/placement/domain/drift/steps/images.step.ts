import { Injectable } from '@nestjs/common';
import { EngineImages } from '../engine-images.js';
import type { Situation } from '../situation.js';
import { type Conclusion, NOTHING_ELSE, Step } from './step.js';

/** Gives the engine the images that it lacks. */
@Injectable()
export class ImagesStep extends Step<void> {
  override readonly name = 'IMAGES';

  constructor(private readonly images: EngineImages) {
    super();
  }

  override work({ deployment, cloud }: Situation, signal: AbortSignal): Promise<void> {
    return this.images.load(deployment, cloud, signal);
  }

  override conclude(): Conclusion {
    return NOTHING_ELSE;
  }
}
