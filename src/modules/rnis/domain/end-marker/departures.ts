import type { UeIdentity } from '../../../ran/index.js';
import { type Departure, departureAfter, type Leaving } from './departure.js';
import type { EndMarker } from './end-marker.js';
import type { Sighting } from './sighting.js';
import { type Thresholds, thresholdsKey } from './thresholds.js';

/** What has been seen, and what is to be told of it. */
interface Look {
  markers: EndMarker[];
  /** Remembers it; without that, it is seen again the next time. */
  settle: () => void;
}

/** The UEs that leave their cells by the same thresholds. It is in memory only: after a restart, what was told may be told once more. */
export class Departures {
  private readonly known = new WeakMap<UeIdentity, Departure>();

  constructor(private readonly thresholds: Thresholds) {}

  look(sightings: readonly Sighting[]): Look {
    const seen = new Map<UeIdentity, Departure | undefined>();
    const markers = sightings.flatMap((sighting) => {
      const before = seen.has(sighting.ue) ? seen.get(sighting.ue) : this.known.get(sighting.ue);
      const after = departureOf(before, sighting, this.thresholds);
      seen.set(sighting.ue, after);
      return after?.phase === 'TOLD' && after !== before ? [this.markerOf(sighting)] : [];
    });
    return { markers, settle: () => this.remember(seen) };
  }

  private remember(seen: ReadonlyMap<UeIdentity, Departure | undefined>): void {
    for (const [ue, departure] of seen) {
      if (departure) this.known.set(ue, departure);
      else this.known.delete(ue);
    }
  }

  private markerOf({ ue, time, here }: Sighting): EndMarker {
    const { cell, prbUsage, serving, neighbour } = here as Leaving;
    return { time, ue, cell, prbUsage, serving, neighbour, thresholds: thresholdsKey(this.thresholds) };
  }
}

const departureOf = (before: Departure | undefined, { here, ...sighting }: Sighting, thresholds: Thresholds): Departure | undefined =>
  here && departureAfter(before, { ...sighting, here }, thresholds);
