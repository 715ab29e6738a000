import type { components as Handover } from '../../../generated/handover.js';
import type { components as Mp3 } from '../../../generated/mp3.js';

/** The data types of openapi/platform/mp3.yaml. */
export type AssociateId = Mp3['schemas']['AssociateId'];
export type CancellationMessage = Mp3['schemas']['CancellationMessage'];
export type CellReference = Mp3['schemas']['CellReference'];
export type CompletionMessage = Mp3['schemas']['CompletionMessage'];
export type HandoverReason = Mp3['schemas']['HandoverReason'];
export type HandoverRole = Mp3['schemas']['HandoverRole'];
export type HandoverStatus = Mp3['schemas']['HandoverStatus'];
export type HandoverTransfer = Mp3['schemas']['HandoverTransfer'];
export type MepHandoverState = Mp3['schemas']['MepHandoverState'];
export type RejectionMessage = Mp3['schemas']['RejectionMessage'];
export type RuleApplication = Mp3['schemas']['RuleApplication'];
export type TrafficFilter = Mp3['schemas']['TrafficFilter'];
export type TransferredBearer = Mp3['schemas']['TransferredBearer'];
export type TransferredRule = Mp3['schemas']['TransferredRule'];
export type UeIdentifiers = Mp3['schemas']['UeIdentifiers'];

/** The data types of openapi/platform/handover.yaml. */
export type BearerInformation = Handover['schemas']['BearerInformation'];
export type DetectionTrigger = Handover['schemas']['DetectionTrigger'];
export type MobilityStatus = Handover['schemas']['MobilityStatus'];
export type TimelineEntry = Handover['schemas']['TimelineEntry'];
