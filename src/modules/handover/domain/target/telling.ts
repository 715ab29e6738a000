import { Injectable } from '@nestjs/common';
import { Clock } from '../../../common/clock/index.js';
import { backoff } from '../../../common/errand/index.js';
import { Failpoints } from '../../../common/failpoints/index.js';
import { log } from '../../../common/log/index.js';
import { PlatformIdentity } from '../../../platform/index.js';
import { stopwatch } from '../durations.js';
import { POINTS } from '../failpoints.js';
import { Mp3, type Mp3Answer } from '../ports/mp3.js';
import { Peers } from '../ports/peers.js';
import type { Handover } from '../record/handover.js';
import { Handovers } from '../record/handovers.js';
import { atTarget } from '../record/transition.js';

const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 60_000;

type Outcome = Pick<Parameters<typeof atTarget>[2], 'outcome' | 'detail'>;

/** What comes of an answer; undefined if there was none. A source that knows nothing of the handover waits for nothing. */
function outcomeOf(answer: Mp3Answer): Outcome | undefined {
  if (answer.kind === 'silent') return undefined;
  if (answer.kind === 'status') return {};
  return answer.code === 404 ? { detail: 'The source knows nothing of the handover.' } : { outcome: 'FAILED', detail: `The source answers ${answer.code}.` };
}

/** Tells the source that its rules are active here, or that they are given back, until it knows. */
@Injectable()
export class Telling {
  constructor(
    private readonly handovers: Handovers,
    private readonly mp3: Mp3,
    private readonly peers: Peers,
    private readonly identity: PlatformIdentity,
    private readonly clock: Clock,
    private readonly failpoints: Failpoints,
  ) {}

  async advance(handover: Handover, tries: number): Promise<number | undefined> {
    const duration = stopwatch(this.clock);
    const step = handover.state === 'ACTIVATED' ? 'COMPLETION' : 'REJECTION';
    if (!this.peers.get(handover.peerPlatformId!))
      return this.acknowledged(handover, { step, outcome: 'FAILED', detail: 'The source is in the configuration no more.' });
    const outcome = outcomeOf(step === 'COMPLETION' ? await this.complete(handover) : await this.reject(handover));
    if (outcome) return this.acknowledged(handover, { step, ...outcome, duration: duration() });
    this.handovers.note(handover.handoverId, { step, outcome: 'RETRY', detail: 'The source does not answer.' });
    return backoff(tries, { firstMs: FIRST_PAUSE_MS, longestMs: LONGEST_PAUSE_MS });
  }

  private async complete({ handoverId, peerPlatformId, epoch, activatedAt, attachToActive, bearer }: Handover): Promise<Mp3Answer> {
    this.failpoints.reach(POINTS['before-send-completion']);
    const answer = await this.mp3.complete(peerPlatformId!, handoverId, {
      targetPlatformId: this.identity.id, epoch: epoch!, activatedAt: new Date(activatedAt!).toISOString(), attachToActive: attachToActive!, bearer: bearer!,
    });
    this.failpoints.reach(POINTS['after-send-completion']);
    return answer;
  }

  private async reject({ handoverId, peerPlatformId, epoch, reason, detail, onwardCell }: Handover): Promise<Mp3Answer> {
    this.failpoints.reach(POINTS['before-send-rejection']);
    const answer = await this.mp3.reject(peerPlatformId!, handoverId, {
      targetPlatformId: this.identity.id, epoch: epoch!, reason: reason!, detail: detail!, ...(onwardCell && { targetCell: onwardCell }),
    });
    this.failpoints.reach(POINTS['after-send-rejection']);
    return answer;
  }

  /** A source that answers what it should not is a fault of its own; the rules are where they are. */
  private async acknowledged({ handoverId, ueKeys, state }: Handover, step: Parameters<typeof atTarget>[2]): Promise<undefined> {
    await this.handovers.alone(ueKeys, async () => {
      const handover = this.handovers.get(handoverId)!;
      if (handover.state !== state) return;
      if (step.outcome === 'FAILED') log.error({ handoverId, peer: handover.peerPlatformId, state }, `The end of a handover cannot be told: ${step.detail}`);
      this.failpoints.reach(POINTS['before-record-acknowledged']);
      await this.handovers.save(atTarget(handover, 'be acknowledged', step, this.clock.now()));
      this.failpoints.reach(POINTS['after-record-acknowledged']);
    });
  }
}
