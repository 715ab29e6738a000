import { isOver, type SourceEvent, type SourceState, sourceStates } from '../states/source-states.js';
import { type TargetEvent, type TargetState, targetStates } from '../states/target-states.js';
import { mobilityStatusOf, withEntry } from '../timeline.js';
import type { MepHandoverState, TimelineEntry } from '../types.js';
import type { Handover } from './handover.js';

type Step = Pick<TimelineEntry, 'step'> & {
  outcome?: TimelineEntry['outcome'];
  /** Microseconds. */
  duration?: number;
  detail?: string | undefined;
};

/** What the timeline says of a step that ended now. */
export function entryOf({ step, outcome = 'DONE', duration, detail }: Step, now: number): TimelineEntry {
  return { step, time: new Date(now).toISOString(), ...(duration !== undefined && { duration }), outcome, ...(detail !== undefined && { detail }) };
}

function inState(handover: Handover, state: MepHandoverState, step: Step, now: number): Handover {
  const mobilityStatus = mobilityStatusOf(handover.role, state);
  const entry = { ...entryOf(step, now), ...(mobilityStatus && { mobilityStatus }) };
  const { endedAt: _reopened, ...before } = handover;
  return { ...before, state, stateEnteredAt: now, ...(isOver(state) && { endedAt: now }), timeline: withEntry(handover.timeline, entry) };
}

/** The handover of a source after an event. @throws Problem 409 if its state forbids it */
export const atSource = (handover: Handover, event: SourceEvent, step: Step, now: number): Handover =>
  inState(handover, sourceStates.next(handover.state as SourceState, event), step, now);

/** The handover of a target after an event. @throws Problem 409 if its state forbids it */
export const atTarget = (handover: Handover, event: TargetEvent, step: Step, now: number): Handover =>
  inState(handover, targetStates.next(handover.state as TargetState, event), step, now);

/** With a step that changes no state. */
export const noted = (handover: Handover, step: Step, now: number): Handover => ({ ...handover, timeline: withEntry(handover.timeline, entryOf(step, now)) });
