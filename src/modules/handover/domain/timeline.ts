import type { HandoverRole, MepHandoverState, MobilityStatus, TimelineEntry } from './types.js';

const repeats = (last: TimelineEntry | undefined, next: TimelineEntry): boolean =>
  last?.outcome === 'RETRY' && next.outcome === 'RETRY' && last.step === next.step && last.detail === next.detail;

/** Of tries that fail alike only the latest is kept, so that a peer that is down for days fills no row. */
export const withEntry = (timeline: readonly TimelineEntry[], next: TimelineEntry): TimelineEntry[] => [...(repeats(timeline.at(-1), next) ? timeline.slice(0, -1) : timeline), next];

const AT_THE_SOURCE: Partial<Record<MepHandoverState, MobilityStatus>> = {
  DETECTED: 'INTERHOST_MOVEOUT_TRIGGERED',
  COMPLETED: 'INTERHOST_MOVEOUT_COMPLETED',
  FAILED: 'INTERHOST_MOVEOUT_FAILED',
  CANCELLED: 'INTERHOST_MOVEOUT_FAILED',
};

/** What an application that follows the UE is told when a handover comes into a state (MEC 021, 6.4.2): only the source tells. */
export const mobilityStatusOf = (role: HandoverRole, state: MepHandoverState): MobilityStatus | undefined => (role === 'SOURCE' ? AT_THE_SOURCE[state] : undefined);
