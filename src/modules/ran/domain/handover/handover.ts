import { StateMachine } from '../../../common/state-machine/index.js';
import type { HandoverCause, HandoverFailure, HoStatus } from '../types.js';

/** hoStatus of MEC 012, 6.4.2. */
export const HO_STATUS = { IN_PREPARATION: 1, IN_EXECUTION: 2, COMPLETED: 3, REJECTED: 4, CANCELLED: 5 } as const satisfies Record<string, HoStatus>;
export type HandoverStatus = keyof typeof HO_STATUS;

export const statusOf = (hoStatus: HoStatus): HandoverStatus => (Object.keys(HO_STATUS) as HandoverStatus[]).find((status) => HO_STATUS[status] === hoStatus)!;

/** Handovers that have ended and are remembered. */
const MOST_ENDED = 1000;

export type HandoverStep = 'be admitted' | 'be rejected' | 'be cancelled' | 'be completed';

/**
 * The way of a handover (TS 36.300, 10.1.2.1; TS 38.300, 9.2.3.2). MEC 012 has no value for one that fails in execution: the UE
 * is where it was, so it is CANCELLED.
 */
export const handoverStates = new StateMachine<HandoverStatus, HandoverStep>('handover', {
  IN_PREPARATION: { 'be admitted': 'IN_EXECUTION', 'be rejected': 'REJECTED', 'be cancelled': 'CANCELLED' },
  IN_EXECUTION: { 'be completed': 'COMPLETED', 'be cancelled': 'CANCELLED' },
  COMPLETED: {},
  REJECTED: {},
  CANCELLED: {},
});

export const isOver = (status: HandoverStatus): boolean => status !== 'IN_PREPARATION' && status !== 'IN_EXECUTION';

export interface Handover {
  id: string;
  ue: string;
  sourceCell: string;
  /** The best first; one when in execution or completed. */
  targetCells: string[];
  status: HandoverStatus;
  cause: HandoverCause;
  failure?: HandoverFailure;
  /** Milliseconds of the network's clock. */
  timeline: { status: HandoverStatus; time: number }[];
  /** Id of the report configuration whose event has to last until execution. */
  reportConfig?: string;
}

/** Forgets those that have ended long ago. */
export function forgetLongEnded(handovers: Map<string, Handover>): void {
  const ended = [...handovers.values()].filter(({ status }) => isOver(status));
  for (const { id } of ended.slice(0, Math.max(0, ended.length - MOST_ENDED))) handovers.delete(id);
}
