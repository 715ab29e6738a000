import { Injectable } from '@nestjs/common';
import { notFound } from '../../../common/problem/index.js';
import { type Handover, HO_STATUS } from '../handover/handover.js';
import type { RanEvent } from '../network/events.js';
import type { RadioNetwork } from '../radio-network.js';
import type { HoStatus } from '../types.js';
import { OperatedNetwork } from './operated-network.js';

interface HandoverFilter {
  ue?: string | undefined;
  hoStatus?: HoStatus | undefined;
}

/** The handovers that are under way, and the last that have ended. */
@Injectable()
export class HandoversOfUes {
  constructor(private readonly network: OperatedNetwork) {}

  /** The newest first. */
  list({ ue, hoStatus }: HandoverFilter): Promise<Handover[]> {
    const isWanted = (handover: Handover) => (ue === undefined || handover.ue === ue) && (hoStatus === undefined || HO_STATUS[handover.status] === hoStatus);
    return this.network.read((network) => network.handovers().filter(isWanted).toReversed().map(copied));
  }

  /** @throws Problem 404 */
  get(id: string): Promise<Handover> {
    return this.network.read((network) => this.require(network, id));
  }

  /** @throws Problem 422 if there is no such UE or cell; 409 if the UE is not attached, in a handover, or in one of these cells already */
  start(ue: string, targetCells: string[]): Promise<Handover> {
    return this.network.change((network) => {
      const events = network.startHandover(ue, targetCells);
      const begun = events.find((event) => event.kind === 'HANDOVER')!;
      return { events, result: this.require(network, begun.handoverId) };
    });
  }

  /** @throws Problem 404; 409 if it is not in preparation */
  reject(id: string): Promise<Handover> {
    return this.giveUp(id, (network) => network.rejectHandover(id));
  }

  /** @throws Problem 404; 409 if it is over */
  cancel(id: string): Promise<Handover> {
    return this.giveUp(id, (network) => network.cancelHandover(id));
  }

  private giveUp(id: string, change: (network: RadioNetwork) => RanEvent[]): Promise<Handover> {
    return this.network.change((network) => ({ events: change(network), result: this.require(network, id) }));
  }

  private require(network: RadioNetwork, id: string): Handover {
    const handover = network.handovers().find((each) => each.id === id);
    if (!handover) throw notFound(`There is no handover ${id}.`);
    return copied(handover);
  }
}

/** As it is at this moment; the network goes on with its own. */
const copied = (handover: Handover): Handover => structuredClone(handover);
