import { Injectable } from '@nestjs/common';
import { isoTime } from '../../common/clock/index.js';
import { ImageUses } from '../domain/library/image-uses.js';
import type { LibraryImage } from '../domain/library/library-image.js';
import type { ImageRepresentation as Shown } from '../domain/types.js';

/** Images as the document shows them. */
@Injectable()
export class ImageRepresentation {
  constructor(private readonly uses: ImageUses) {}

  of({ blobs: _blobs, storedAt, ...image }: LibraryImage): Shown {
    return { ...image, storedAt: isoTime(storedAt), applications: this.uses.applicationsOf(image.digest) };
  }
}
