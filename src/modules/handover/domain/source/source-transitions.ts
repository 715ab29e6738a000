import { Injectable } from '@nestjs/common';
import { Clock } from '../../../common/clock/index.js';
import { Failpoints } from '../../../common/failpoints/index.js';
import { type Transaction, UnitOfWork } from '../../../common/unit-of-work/index.js';
import { POINTS } from '../failpoints.js';
import type { Handover } from '../record/handover.js';
import { Handovers } from '../record/handovers.js';
import { atSource } from '../record/transition.js';
import { isOver, type SourceEvent } from '../states/source-states.js';
import type { MepHandoverState } from '../types.js';

export type Step = Parameters<typeof atSource>[2];

/** What a transition brings with it. */
interface Along {
  changes?: Partial<Handover>;
  /** Recorded in the same unit, which may run more than once. */
  record?: (transaction: Transaction) => Promise<void>;
}

type Recorded = 'transferring' | 'transferred' | 'attached' | 'confirmed' | 'deactivating' | 'cancelling' | 'end-of-source';

const recordedAs = (state: MepHandoverState): Recorded => (isOver(state) ? 'end-of-source' : (state.toLowerCase() as Recorded));

/** States of a handover that the target has taken. */
const HAS_TAKEN: readonly MepHandoverState[] = ['TRANSFERRED', 'CONFIRMED'];
/** States of one that waits for the UE, or the target. */
const WAITS: readonly MepHandoverState[] = ['TRANSFERRED', 'ATTACHED'];

/** Takes the handovers of this platform as a source from one state to the next, and records them. */
@Injectable()
export class SourceTransitions {
  constructor(
    private readonly handovers: Handovers,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly failpoints: Failpoints,
  ) {}

  /**
   * Lets an event happen, in the lane of the UE.
   * @param before the handover as it was when the event was found out
   * @returns undefined if something else has happened to it meanwhile, so that this is of no interest any more
   */
  async go(before: Handover, event: SourceEvent, step: Step, along: Along = {}): Promise<Handover | undefined> {
    const keys = [...before.ueKeys, ...(along.changes?.ueKeys ?? [])];
    return this.handovers.alone(keys, async () => {
      const now = this.unchanged(before);
      return now && this.happen(now, event, step, along);
    });
  }

  /** In the lane: the handover as it is, if it is still in the state, and on the way to the cells, in which it was. */
  unchanged({ handoverId, state, toldCells }: Handover): Handover | undefined {
    const now = this.handovers.get(handoverId);
    return now?.state === state && now.toldCells === toldCells ? now : undefined;
  }

  /** In the lane. @throws Problem 409 if the state of the handover forbids the event */
  async happen(handover: Handover, event: SourceEvent, step: Step, { changes = {}, record }: Along = {}): Promise<Handover> {
    const next = { ...this.next(handover, event, step), ...changes };
    if (next.state === 'LOCATING') this.handovers.keep(next);
    else await this.record([next, ...this.superseded(handover, next)], record);
    return next;
  }

  /** @throws Problem 409 if the state of the handover forbids the event */
  next(handover: Handover, event: SourceEvent, step: Step): Handover {
    const next = atSource(handover, event, step, this.clock.now());
    if (event !== 'be confirmed') return next;
    // The rules have moved after all.
    const { reason: _reason, detail: _detail, ...confirmed } = next;
    return confirmed;
  }

  /** A handover whose rules have changed is over as soon as the target has those of its successor. */
  private superseded({ state, trigger, supersedes }: Handover, next: Handover): Handover[] {
    const before = state === 'TRANSFERRING' && trigger === 'RULES_CHANGED' && HAS_TAKEN.includes(next.state) ? this.handovers.get(supersedes!) : undefined;
    if (!before || !WAITS.includes(before.state)) return [];
    return [{ ...this.next(before, 'be superseded', { step: 'SUPERSESSION' }), reason: 'RULES_CHANGED' }];
  }

  private async record(handovers: readonly [Handover, ...Handover[]], record?: Along['record']): Promise<void> {
    const what = recordedAs(handovers[0].state);
    this.failpoints.reach(POINTS[`before-record-${what}`]);
    await this.unitOfWork.run(async (transaction) => {
      await record?.(transaction);
      await this.handovers.write(transaction, ...handovers);
    });
    this.failpoints.reach(POINTS[`after-record-${what}`]);
  }
}
