import { Injectable } from '@nestjs/common';
import { Clock } from '../../../common/clock/index.js';
import type { CellReference } from '../types.js';

/** Most UEs that are remembered; those that were told longest ago are forgotten first. */
const MOST = 10_000;

interface Place {
  cell: CellReference;
  /** Milliseconds since 1970. */
  toldAt: number;
}

/** To which cell each UE was told to have come last; after a restart nothing, until it is told again. */
@Injectable()
export class Whereabouts {
  private readonly known = new Map<string, Place>();

  constructor(private readonly clock: Clock) {}

  note(ueKeys: readonly string[], cell: CellReference): void {
    const place = { cell, toldAt: this.clock.now() };
    for (const key of ueKeys) {
      this.known.delete(key);
      this.known.set(key, place);
    }
    for (const key of this.known.keys()) {
      if (this.known.size <= MOST) return;
      this.known.delete(key);
    }
  }

  of(ueKeys: readonly string[]): Place | undefined {
    return ueKeys.map((key) => this.known.get(key)).find((place) => place !== undefined);
  }
}
