import { Injectable } from '@nestjs/common';
import { ImageLibrary } from '../domain/image-library.js';

/** Without an engine that runs images they stay in their packages. */
@Injectable()
export class NoImageLibrary extends ImageLibrary {
  override load(): Promise<void> {
    return Promise.resolve();
  }

  override remove(): Promise<void> {
    return Promise.resolve();
  }
}
