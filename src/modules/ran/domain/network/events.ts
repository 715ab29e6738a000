import type { MeasuredQuantities } from '../radio/quantities.js';
import type {
  AssociateId,
  Bearer,
  BearerChange,
  Ecgi,
  HandoverCause,
  HandoverFailure,
  HoStatus,
  Nrcgi,
  ReportTrigger,
  S1TunnelEndpoint,
  TempUeId,
  ToldCellState,
  ToldUeState,
} from '../types.js';

/** How events name a UE. */
export interface UeIdentity {
  id: string;
  associateId: AssociateId[];
  tempUeId?: TempUeId;
}

/** How events name a cell. */
export type CellIdentity = { id: string; baseStation: string } & ({ rat: 'EUTRA'; ecgi: Ecgi } | { rat: 'NR'; nrcgi: Nrcgi; nrArfcn: number });

/** What a UE has measured of a cell. An event told from outside may lack some. */
export interface CellMeasured extends MeasuredQuantities {
  cell: CellIdentity;
}

/** A serving cell and the strongest of the neighbours on its carrier. */
export interface ServingCellMeasured {
  serving: CellMeasured;
  bestNeighbour?: CellMeasured;
}

/** A bearer whose tunnel is known. */
export type EstablishedBearer = Bearer & { enbInfo: S1TunnelEndpoint; sGwInfo: S1TunnelEndpoint };

interface OfUe {
  ue: UeIdentity;
  /** The UE's primary cell; of a completed handover the one where it is now. */
  cell: CellIdentity;
}

/** For MeasRepUeNotification (MEC 012, 6.4.6) if the primary cell is of E-UTRA, else NrMeasRepUeNotification (6.4.11). */
export interface MeasurementReport extends OfUe {
  kind: 'MEASUREMENT_REPORT';
  trigger: ReportTrigger;
  /** The primary cell first. */
  servingCells: ServingCellMeasured[];
  /** Those of the primary cell's technology first, of each the strongest first. */
  neighbours: CellMeasured[];
  /** Metres above sea level, heightUe; absent if nobody knows. */
  height?: number;
}

/** For CellChangeNotification (6.4.2) and its extension to NR. */
export interface HandoverChanged extends OfUe {
  kind: 'HANDOVER';
  handoverId: string;
  hoStatus: HoStatus;
  sourceCell: CellIdentity;
  /** Several only if hoStatus is 1, 4 or 5. */
  targetCells: CellIdentity[];
  cause: HandoverCause;
  failure?: HandoverFailure;
}

/** For RabEst-, RabMod- and RabRelNotification (6.4.3 to 6.4.5) and S1BearerNotification (6.4.10). */
export interface BearerChanged extends OfUe {
  kind: 'BEARER';
  change: BearerChange;
  /** After the change, or before its release. */
  bearer: EstablishedBearer;
  /** Of a modified bearer: as it was. After a handover to another base station they differ in `enbInfo` only. */
  previous?: EstablishedBearer;
}

/** For MeasTaNotification (6.4.7). */
interface TimingAdvanceMeasured extends OfUe {
  kind: 'TIMING_ADVANCE';
  /** 0..7690 (TS 36.133, 9.1.10). */
  timingAdvance: number;
}

/** For CaReconfNotification (6.4.8). */
interface CarrierAggregationReconfigured extends OfUe {
  kind: 'CARRIER_AGGREGATION';
  addedCells: CellIdentity[];
  removedCells: CellIdentity[];
  /** The primary cell first, then the secondary ones after the change. */
  servingCells: ServingCellMeasured[];
}

/** The UE has attached or detached, or a second is over. */
export interface UeStateChanged {
  kind: 'UE_STATE';
  ue: UeIdentity;
  /** Absent while it is not attached. */
  cell?: CellIdentity;
  state: ToldUeState;
}

/** A second is over, or the state was told. */
export interface CellStateChanged {
  kind: 'CELL_STATE';
  cell: CellIdentity;
  state: ToldCellState;
}

export type RanOccurrence =
  | MeasurementReport
  | HandoverChanged
  | BearerChanged
  | TimingAdvanceMeasured
  | CarrierAggregationReconfigured
  | UeStateChanged
  | CellStateChanged;

/** Something that has happened in the network, with all that the notifications of MEC 012 tell of it. */
export type RanEvent = RanOccurrence & {
  /** Milliseconds since 1970 on the network's clock. */
  time: number;
};
