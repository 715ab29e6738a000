import { Injectable } from '@nestjs/common';
import { backoff } from '../../../common/errand/index.js';
import { Failpoints } from '../../../common/failpoints/index.js';
import { log } from '../../../common/log/index.js';
import { PlatformIdentity } from '../../../platform/index.js';
import { POINTS } from '../failpoints.js';
import { Mp3 } from '../ports/mp3.js';
import type { Handover } from '../record/handover.js';
import { Handovers } from '../record/handovers.js';
import { ofCancellation, wordsOf } from './answers.js';
import { SourceTransitions } from './source-transitions.js';

const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 60_000;

/** CANCELLING: the target is told until it has answered; an active target counts nevertheless. */
@Injectable()
export class Cancelling {
  constructor(
    private readonly handovers: Handovers,
    private readonly transitions: SourceTransitions,
    private readonly identity: PlatformIdentity,
    private readonly mp3: Mp3,
    private readonly failpoints: Failpoints,
  ) {}

  async advance(handover: Handover, tries: number): Promise<number | undefined> {
    const { handoverId, peerPlatformId: peer, epoch, reason } = handover;
    this.failpoints.reach(POINTS['before-send-cancellation']);
    const answer = await this.mp3.cancel(peer!, handoverId, { sourcePlatformId: this.identity.id, epoch: epoch!, reason: reason! });
    this.failpoints.reach(POINTS['after-send-cancellation']);
    const outcome = ofCancellation(answer, reason);
    if (!outcome) {
      this.handovers.note(handoverId, { step: 'CANCELLATION', outcome: 'RETRY', ...(answer.kind === 'silent' && { detail: answer.detail }) });
      return backoff(tries, { firstMs: FIRST_PAUSE_MS, longestMs: LONGEST_PAUSE_MS });
    }
    const { event, detail } = outcome;
    if (outcome.reason === 'PEER_REFUSES') log.error({ handoverId, peer, reason: outcome.reason, detail }, 'A peer refuses a cancellation.');
    const step = { step: 'CANCELLATION' as const, outcome: outcome.reason ? ('FAILED' as const) : ('DONE' as const), detail };
    await this.transitions.go(handover, event, step, { changes: wordsOf(outcome) });
    return undefined;
  }
}
