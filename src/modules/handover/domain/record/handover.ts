import type { RuleHome } from '../rules/transferred-rule.js';
import type {
  BearerInformation, CellReference, DetectionTrigger, HandoverReason, HandoverRole, HandoverTransfer, MepHandoverState, TimelineEntry, UeIdentifiers,
} from '../types.js';

/** A rule of this platform that is handed over, or was. */
export interface HandedRule extends RuleHome {
  appInstanceId: string;
  trafficRuleId: string;
  /** At a target: the rule that stands for the same home here and is in effect; it goes when this one becomes active. */
  replaces?: { appInstanceId: string; trafficRuleId: string };
}

/** A handover as this platform has it. */
export interface Handover {
  handoverId: string;
  role: HandoverRole;
  state: MepHandoverState;
  trigger: DetectionTrigger;
  /** Keys of the UE's identifiers; none of a cancellation that came before its transfer. */
  ueKeys: string[];
  rules: HandedRule[];
  timeline: TimelineEntry[];
  /** Milliseconds since 1970, as all times here. */
  startedAt: number;
  stateEnteredAt: number;
  endedAt?: number;
  /** Absent at a source that has not come to the transfer. */
  epoch?: number;
  peerPlatformId?: string;
  ue?: UeIdentifiers;
  sourceCell?: CellReference;
  targetCell?: CellReference;
  targetBaseStation?: string;
  /** At a source that has not come to the transfer: the cells that the RNIS has told, empty if none; several only until one is chosen. */
  toldCells?: CellReference[];
  /** At a source: the time of the newest hoStatus that was heard, by the clock of the radio network. */
  radioAt?: number;
  /** What was sent, or taken. */
  transfer?: HandoverTransfer;
  digest?: string;
  reason?: HandoverReason;
  detail?: string;
  supersedes?: string;
  /** At a source: a transfer of it got no answer, so the target may have staged the rules. */
  unanswered?: boolean;
  /** At a source: it comes in the place of one whose epoch was stale. */
  afterStaleEpoch?: boolean;
  forwarding?: boolean;
  bearer?: BearerInformation;
  /** Milliseconds since 1970 at which the UE was known to have attached; at a target. */
  attachedAt?: number;
  activatedAt?: number;
  /** Microseconds. */
  attachToActive?: number;
  /** At a target that gives the rules back because the UE has gone on: where to. */
  onwardCell?: CellReference;
}
