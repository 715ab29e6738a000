import { Injectable } from '@nestjs/common';
import { Clock } from '../../../common/clock/index.js';
import { backoff } from '../../../common/errand/index.js';
import { Failpoints } from '../../../common/failpoints/index.js';
import { Lifecycle } from '../../../common/lifecycle/index.js';
import { log } from '../../../common/log/index.js';
import { stopwatch } from '../durations.js';
import { POINTS } from '../failpoints.js';
import { Mp3 } from '../ports/mp3.js';
import type { Handover } from '../record/handover.js';
import { Handovers } from '../record/handovers.js';
import { ofTransfer, type Outcome, wordsOf } from './answers.js';
import { SourceTransitions, type Step } from './source-transitions.js';
import { StaleEpochs } from './stale-epochs.js';

const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 2000;
/** Milliseconds after which a target that does not answer is given up. */
const GIVE_UP_MS = 60_000;

/** TRANSFERRING: the transfer is sent until it is answered. */
@Injectable()
export class Transferring {
  constructor(
    private readonly handovers: Handovers,
    private readonly transitions: SourceTransitions,
    private readonly staleEpochs: StaleEpochs,
    private readonly mp3: Mp3,
    private readonly clock: Clock,
    private readonly failpoints: Failpoints,
    lifecycle: Lifecycle,
  ) {
    lifecycle.on('start', () => this.doubt());
  }

  async advance(handover: Handover, tries: number): Promise<number | undefined> {
    if (this.clock.now() - handover.stateEnteredAt >= GIVE_UP_MS) return this.giveUp(handover);
    const duration = stopwatch(this.clock);
    this.failpoints.reach(POINTS['before-send-transfer']);
    const answer = await this.mp3.transfer(handover.peerPlatformId!, handover.handoverId, handover.transfer!);
    this.failpoints.reach(POINTS['after-send-transfer']);
    const outcome = ofTransfer(answer);
    if (outcome) return this.take(this.handovers.get(handover.handoverId) ?? handover, outcome, duration());
    this.handovers.note(handover.handoverId, { step: 'TRANSFER', outcome: 'RETRY', duration: duration(), ...(answer.kind === 'silent' && { detail: answer.detail }) }, { unanswered: true });
    return backoff(tries, { firstMs: FIRST_PAUSE_MS, longestMs: LONGEST_PAUSE_MS });
  }

  private async take(handover: Handover, outcome: Outcome, duration: number): Promise<undefined> {
    if (handover.state !== 'TRANSFERRING') return;
    const { event, reason, detail, currentEpoch } = outcome;
    const hasFailed = event === 'fail' || event === 'be rejected';
    const step: Step = { step: 'TRANSFER', duration, outcome: hasFailed ? 'FAILED' : 'DONE', detail };
    const changes = wordsOf(outcome);
    if (reason === 'PEER_REFUSES') log.error({ handoverId: handover.handoverId, peer: handover.peerPlatformId, reason, detail }, 'A peer refuses a transfer.');
    if (currentEpoch !== undefined) return this.staleEpochs.take(handover, currentEpoch, step, changes);
    // An older try that got no answer may still arrive, and be staged.
    const isDoubtful = event === 'fail' && handover.unanswered;
    await this.transitions.go(handover, isDoubtful ? 'cancel' : event, step, { changes });
  }

  private async giveUp(handover: Handover): Promise<undefined> {
    const detail = `The target has not answered for ${GIVE_UP_MS / 1000} s.`;
    await this.transitions.go(handover, 'give up', { step: 'TRANSFER', outcome: 'FAILED', detail }, { changes: { reason: 'PEER_UNREACHABLE', detail } });
  }

  /** Nobody knows whether the process before this one has sent them. */
  private doubt(): void {
    const sending = this.handovers.underWay().filter(({ role, state }) => role === 'SOURCE' && state === 'TRANSFERRING');
    for (const handover of sending) this.handovers.keep({ ...handover, unanswered: true });
  }
}
