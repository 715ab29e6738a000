import { Injectable } from '@nestjs/common';
import { Peers } from '../ports/peers.js';
import { Driver } from '../record/driver.js';
import type { Handover } from '../record/handover.js';
import { Cancelling } from './cancelling.js';
import { Deactivating } from './deactivating.js';
import { Locating } from './locating.js';
import { SourceTransitions } from './source-transitions.js';
import { Transferring } from './transferring.js';
import { Waiting } from './waiting.js';

const NEED_THE_PEER: readonly string[] = ['TRANSFERRING', 'TRANSFERRED', 'ATTACHED', 'CANCELLING'];

/** What each state of a source needs to be carried on. */
@Injectable()
export class SourceDriver {
  constructor(
    private readonly peers: Peers,
    private readonly transitions: SourceTransitions,
    private readonly locating: Locating,
    private readonly transferring: Transferring,
    private readonly waiting: Waiting,
    private readonly deactivating: Deactivating,
    private readonly cancelling: Cancelling,
    driver: Driver,
  ) {
    driver.drive('SOURCE', (handover, tries) => this.advance(handover, tries));
  }

  private async advance(handover: Handover, tries: number): Promise<number | undefined> {
    if (NEED_THE_PEER.includes(handover.state) && !this.peers.get(handover.peerPlatformId!)) return this.lose(handover);
    switch (handover.state) {
      case 'DETECTED':
      case 'LOCATING':
        return this.locating.advance(handover);
      case 'TRANSFERRING':
        return this.transferring.advance(handover, tries);
      case 'TRANSFERRED':
        return this.waiting.untilLeft(handover);
      case 'ATTACHED':
        return this.waiting.untilConfirmed(handover, tries);
      case 'CONFIRMED':
        return this.waiting.untilLeftAfterAll(handover);
      case 'DEACTIVATING':
        return this.deactivating.advance(handover);
      default:
        return this.cancelling.advance(handover, tries);
    }
  }

  private async lose(handover: Handover): Promise<undefined> {
    const detail = 'The peer is not in the configuration any more.';
    await this.transitions.go(handover, 'lose the peer', { step: 'CANCELLATION', outcome: 'FAILED', detail }, { changes: { reason: 'PEER_REMOVED', detail } });
  }
}
