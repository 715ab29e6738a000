import { Injectable } from '@nestjs/common';
import { Settings } from '../../../../config/index.js';
import { conflict } from '../../../common/problem/index.js';
import type { Happened } from '../host/happened.js';
import { NetworkHost } from '../host/network-host.js';
import type { RadioNetwork } from '../radio-network.js';
import { inventoryChanges, inventoryOf } from './inventory-changes.js';

/** The radio network as its operator reads and changes it. */
@Injectable()
export class OperatedNetwork {
  constructor(
    private readonly host: NetworkHost,
    private readonly settings: Settings,
  ) {}

  /** Looks at the network; `look` must not change it. */
  read<T>(look: (network: RadioNetwork) => T): Promise<T> {
    return this.host.read(look);
  }

  /**
   * Changes the network, and records what has become of its parts beside what `work` tells.
   * @throws Problem 409 if the network is another platform's; else whatever `work` throws, with nothing changed
   */
  change<T>(work: (network: RadioNetwork) => Happened<T>): Promise<T> {
    this.refuseIfFollowing();
    return this.host.change((network) => {
      const before = inventoryOf(network);
      const happened = work(network);
      return { ...happened, changes: [...(happened.changes ?? []), ...inventoryChanges(before, network)] };
    });
  }

  /** @throws Problem 409 if the network is another platform's */
  refuseIfFollowing(): void {
    if (this.settings.ranFeed !== undefined) throw conflict(`The platform shows the network of ${this.settings.ranFeed}, which can be changed there only.`);
  }
}
