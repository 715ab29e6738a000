import type { ShippedTracks } from './way-of.js';

/** The tracks that UEs can follow by the name of their file. */
export abstract class Tracks {
  abstract readonly files: ShippedTracks;
}
