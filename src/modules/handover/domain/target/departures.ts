import { Injectable } from '@nestjs/common';
import { Clock } from '../../../common/clock/index.js';
import type { CellReference } from '../types.js';

/** Identifiers of UEs that are kept, the latest. */
const MOST = 10_000;
/** Milliseconds after which nobody has to be told any more where a UE has gone. */
const COUNTS_MS = 10 * 60_000;

/** Where UEs have gone from here. In memory only: whoever looks for a UE in vain looks again. */
@Injectable()
export class Departures {
  private readonly byKey = new Map<string, { to: CellReference; at: number }>();

  constructor(private readonly clock: Clock) {}

  /** The UE has gone to a cell that is none of ours. */
  left(ueKeys: readonly string[], to: CellReference): void {
    for (const key of ueKeys) {
      this.byKey.delete(key);
      this.byKey.set(key, { to, at: this.clock.now() });
    }
    for (const key of this.byKey.keys()) {
      if (this.byKey.size <= MOST) return;
      this.byKey.delete(key);
    }
  }

  /** The UE is at one of our base stations. */
  came(ueKeys: readonly string[]): void {
    for (const key of ueKeys) this.byKey.delete(key);
  }

  /** The cell to which the UE has gone, if it was here and has not come back since. */
  lastOf(ueKeys: readonly string[]): CellReference | undefined {
    const known = ueKeys.map((key) => this.byKey.get(key)).find((departure) => departure !== undefined);
    return known && this.clock.now() - known.at <= COUNTS_MS ? known.to : undefined;
  }
}
