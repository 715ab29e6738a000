import { Injectable } from '@nestjs/common';
import type { RadioNetwork } from '../radio-network.js';
import type { CellIdentity, RanEvent } from '../network/events.js';
import type { RanChange } from './ran-log.js';

/** What a change of the network has led to. */
export interface Happened<T> {
  events: RanEvent[];
  /** What the operator has changed. */
  changes?: RanChange[];
  result: T;
}

/**
 * The one radio network of this platform. All reading waits until a change that is under way is recorded, and changes wait
 * for each other, so that nobody sees what might not last.
 */
@Injectable()
export class NetworkHost {
  /** Looks at the network; `look` must not change it. */
  read<T>(look: (network: RadioNetwork) => T): Promise<T> {
    throw new Error(`Not yet: ${look.name}`);
  }

  /**
   * Changes the network, then records rows and events in one transaction. If that fails the network is as it was.
   * @throws whatever `change` throws, with nothing changed
   */
  change<T>(change: (network: RadioNetwork) => Happened<T>): Promise<T> {
    throw new Error(`Not yet: ${change.name}`);
  }

  /** Whether the cell's base station is one of this platform's (MEC_BASE_STATIONS); all are without that setting. */
  isOurs(cell: CellIdentity): boolean {
    throw new Error(`Not yet: ${cell.id}`);
  }
}
