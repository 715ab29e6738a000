import { Injectable } from '@nestjs/common';
import { Clock } from '../../../common/clock/index.js';
import { backoff } from '../../../common/errand/index.js';
import { Failpoints } from '../../../common/failpoints/index.js';
import { POINTS } from '../failpoints.js';
import { LOOK_EVERY_MS } from '../pauses.js';
import { Mp3 } from '../ports/mp3.js';
import { Rni } from '../ports/rni.js';
import type { Handover } from '../record/handover.js';
import { Handovers } from '../record/handovers.js';
import { ofQuestion, wordsOf } from './answers.js';
import { RuleChanges } from './rule-changes.js';
import { SourceTransitions } from './source-transitions.js';

const FIRST_QUESTION_AFTER_MS = 2000;
const LONGEST_PAUSE_MS = 60_000;
const LOOK_WHEN_CONFIRMED_MS = 1000;

/** The states in which the target has the rules: until the UE has left and the rules are known to be active there. */
@Injectable()
export class Waiting {
  constructor(
    private readonly handovers: Handovers,
    private readonly transitions: SourceTransitions,
    private readonly ruleChanges: RuleChanges,
    private readonly rni: Rni,
    private readonly mp3: Mp3,
    private readonly clock: Clock,
    private readonly failpoints: Failpoints,
  ) {}

  /** TRANSFERRED: waits for the UE to leave. A target that should have given the rules up by now is asked. */
  async untilLeft(handover: Handover): Promise<number | undefined> {
    if (await this.ruleChanges.answer(handover)) return undefined;
    if ((await this.isHere(handover)) === false) return this.leave(handover);
    const isLate = this.clock.now() - handover.stateEnteredAt > handover.transfer!.stagedFor;
    if (isLate && (await this.ask(handover))) return undefined;
    return LOOK_EVERY_MS;
  }

  /** ATTACHED: waits for the target's report, and asks for it if it should have come. */
  async untilConfirmed(handover: Handover, tries: number): Promise<number | undefined> {
    if (await this.ruleChanges.answer(handover)) return undefined;
    const left = handover.stateEnteredAt + FIRST_QUESTION_AFTER_MS - this.clock.now();
    if (left > 0 && left <= FIRST_QUESTION_AFTER_MS) return left;
    if (await this.ask(handover)) return undefined;
    if (await this.isHere(handover)) return this.cancel(handover);
    return backoff(tries, { firstMs: FIRST_QUESTION_AFTER_MS, longestMs: LONGEST_PAUSE_MS });
  }

  /** CONFIRMED: the rules stay in effect until the UE has left. */
  async untilLeftAfterAll(handover: Handover): Promise<number | undefined> {
    return (await this.isHere(handover)) === false ? this.leave(handover) : LOOK_WHEN_CONFIRMED_MS;
  }

  /** undefined if the RNIS does not say. */
  private async isHere({ handoverId, ue }: Handover): Promise<boolean | undefined> {
    try {
      return (await this.rni.context(ue!.associateId)) !== undefined;
    } catch (error) {
      this.handovers.note(handoverId, { step: 'CONTEXT', outcome: 'RETRY', detail: (error as Error).message });
      return undefined;
    }
  }

  private async leave(handover: Handover): Promise<undefined> {
    await this.transitions.go(handover, 'leave', { step: 'ATTACH', detail: 'None of our base stations serves the UE.' });
  }

  private async cancel(handover: Handover): Promise<undefined> {
    await this.transitions.go(handover, 'cancel', { step: 'CANCELLATION', detail: 'The UE is at one of our base stations.' }, { changes: { reason: 'UE_RETURNED' } });
  }

  /** Whether the answer has carried the handover on. */
  private async ask(handover: Handover): Promise<boolean> {
    this.failpoints.reach(POINTS['before-ask-status']);
    const answer = await this.mp3.status(handover.peerPlatformId!, handover.handoverId);
    this.failpoints.reach(POINTS['after-ask-status']);
    const outcome = ofQuestion(answer);
    if (!outcome) {
      const detail = answer.kind === 'status' ? `The target is ${answer.status.state}.` : answer.kind === 'silent' ? answer.detail : `The target has answered ${answer.code}.`;
      this.handovers.note(handover.handoverId, { step: 'COMPLETION', outcome: 'RETRY', detail });
      return false;
    }
    const { event, detail } = outcome;
    const step = { step: 'COMPLETION' as const, outcome: event === 'be confirmed' ? ('DONE' as const) : ('FAILED' as const), detail };
    return (await this.transitions.go(handover, event, step, { changes: wordsOf(outcome) })) !== undefined;
  }
}
