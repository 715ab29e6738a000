import type { ReportingState } from '../measurement/reporting.js';
import { departure, type Journey } from '../mobility/journey.js';
import type { Way } from '../mobility/way.js';
import type { MeasuredQuantities } from '../radio/quantities.js';
import { noUeTraffic, type UeTraffic } from '../traffic/ue-traffic.js';
import type { Bearer, Position, PrbUsage, Ue, UeLayer2 } from '../types.js';
import type { EstablishedBearer, UeIdentity } from './events.js';

/** What changes about a UE by itself, or is told of it. */
export interface UeState {
  /** Absent if it is told from outside and nobody has. */
  position?: Position;
  speed: number;
  heading?: number;
  /** Absent if it is told from outside. */
  journey?: Journey;
  /** Id of the primary cell; absent while it is not attached. */
  servingCell?: string;
  secondaryCells: string[];
  /** Cells that could be added to the secondary ones or removed from them, each since when. */
  aggregating: Map<string, number>;
  /** By id of the cell, after layer 3 filtering. */
  measured: Map<string, MeasuredQuantities>;
  /** When it measured them; milliseconds since 1970 on the network's clock. */
  measuredAt: number;
  /** By id of the report configuration. */
  reporting: Map<string, ReportingState>;
  /** Since when the primary cell is too weak. */
  outOfSyncSince?: number;
  timingAdvance?: number;
  timingAdvanceSteps?: number;
  /** Id of the handover under way. */
  handover?: string;
  /** What it has whenever it is attached. */
  wanted: Bearer[];
  bearers: EstablishedBearer[];
  /** In a mirror, ids of bearers whose tunnels have not followed the UE to its base station yet: that is told after the handover. */
  movingBearers?: number[];
  traffic: UeTraffic;
  /** Of the last whole second. */
  layer2: UeLayer2;
  prbUsage: PrbUsage;
  /** Told from outside; counts instead. */
  told: UeLayer2;
}

/** A UE of the network, and what follows from its description. */
export interface UeEntry {
  ue: Ue;
  identity: UeIdentity;
  /** Metres above ground. */
  height: number;
  /** Absent if the UE is told from outside, and so is not emulated. */
  way?: Way;
  state: UeState;
}

/** @param way absent for a UE that is told from outside */
export function ueEntry(ue: Ue, way: Way | undefined, state: UeState): UeEntry {
  const { id, associateId = [], tempUeId, antennaHeight = 1.5 } = ue;
  return { ue, identity: { id, associateId, ...(tempUeId && { tempUeId }) }, height: antennaHeight, ...(way && { way }), state };
}

export function initialUeState({ bearers = [] }: Ue, way: Way | undefined, now: number): UeState {
  return {
    ...whereItBegins(way, now),
    speed: 0,
    secondaryCells: [],
    aggregating: new Map(),
    measured: new Map(),
    measuredAt: now,
    reporting: new Map(),
    wanted: structuredClone(bearers),
    bearers: [],
    traffic: noUeTraffic(),
    layer2: {},
    prbUsage: { dl: 0, ul: 0 },
    told: {},
  };
}

export const whereItBegins = (way: Way | undefined, now: number): Pick<UeState, 'position' | 'journey'> => (way ? { position: way.start, journey: departure(way, now) } : {});
