import { Injectable } from '@nestjs/common';
import { World } from '../ports/world.js';
import { ImageUses } from './image-uses.js';

/** An application uses what its artefacts were generated of, and what its deployments still are made of. */
@Injectable()
export class RecordedUses extends ImageUses {
  constructor(private readonly world: World) {
    super();
  }

  override applicationsOf(digest: string): string[] {
    const generated = this.world.artefacts().filter(({ images }) => images.some((image) => image.digest === digest));
    return [...new Set(generated.map(({ applicationId }) => applicationId))];
  }
}
