import type { Handover } from '../handover/handover.js';
import type { ReportingState } from '../measurement/reporting.js';
import { type ShippedTracks, wayOf } from '../mobility/way-of.js';
import type { BaseStation, Cell, RanConfiguration, ScheduledEvent, Ue } from '../types.js';
import { cellEntry, type CellState } from './cell-entry.js';
import { NetworkState } from './network-state.js';
import { ueEntry, type UeState } from './ue-entry.js';

type Entries<T> = T extends Map<infer K, infer V> ? [K, V][] : never;

/** Maps as lists of their entries. */
interface StoredReporting extends Omit<ReportingState, 'entering' | 'leaving'> {
  entering: Entries<ReportingState['entering']>;
  leaving: Entries<ReportingState['leaving']>;
}

interface StoredUeState extends Omit<UeState, 'aggregating' | 'measured' | 'measuredAt' | 'reporting'> {
  measuredAt?: number;
  aggregating: Entries<UeState['aggregating']>;
  measured: Entries<UeState['measured']>;
  reporting: [string, StoredReporting][];
}

/** The whole network at one moment, as plain JSON; what happens after it is the same after it was restored. */
export interface NetworkSnapshot {
  now: number;
  seed: number;
  carriedOver: number;
  periodEnd: number;
  given: NetworkState['given'];
  /** When the schedule began, and how many of its events are over. */
  beginning: number;
  played: number;
  mirrored: boolean;
  configuration: RanConfiguration;
  schedule: readonly ScheduledEvent[];
  baseStations: BaseStation[];
  cells: { cell: Cell; state: CellState }[];
  ues: { ue: Ue; state: StoredUeState }[];
  handovers: Handover[];
}

/** Shares its parts with the network. */
export function snapshotOf(network: NetworkState): NetworkSnapshot {
  const { now, seed, carriedOver, periodEnd, given, beginning, played, mirrored, configuration, schedule } = network;
  return {
    now,
    seed,
    carriedOver,
    periodEnd,
    given,
    beginning,
    played,
    mirrored,
    configuration,
    schedule,
    baseStations: [...network.baseStations.values()],
    cells: [...network.cells.values()].map(({ cell, state }) => ({ cell, state })),
    ues: [...network.ues.values()].map(({ ue, state }) => ({ ue, state: stored(state) })),
    handovers: [...network.handovers.values()],
  };
}

/** @throws Problem 422 if a shipped track is gone */
export function restored(snapshot: NetworkSnapshot, tracks: ShippedTracks): NetworkState {
  const { now, seed, given, configuration, baseStations, cells, ues, handovers, ...others } = structuredClone(snapshot);
  const network = new NetworkState(now, configuration, seed);
  Object.assign(network, others);
  Object.assign(network.given, given);
  for (const baseStation of baseStations) network.baseStations.set(baseStation.id, baseStation);
  for (const { cell, state } of cells) network.cells.set(cell.id, cellEntry(cell, network.baseStations.get(cell.baseStation)!, state));
  for (const { ue, state } of ues) network.ues.set(ue.id, ueEntry(ue, network.mirrored ? undefined : wayOf(ue.mobility, tracks), unstored(state, now)));
  for (const handover of handovers) network.handovers.set(handover.id, handover);
  return network;
}

function stored(state: UeState): StoredUeState {
  const reporting = [...state.reporting].map(([id, each]): [string, StoredReporting] => [id, { ...each, entering: [...each.entering], leaving: [...each.leaving] }]);
  return { ...state, aggregating: [...state.aggregating], measured: [...state.measured], reporting };
}

/** What earlier versions have stored lacks `measuredAt`. */
function unstored(state: StoredUeState, now: number): UeState {
  const reporting = state.reporting.map(([id, each]): [string, ReportingState] => [id, { ...each, entering: new Map(each.entering), leaving: new Map(each.leaving) }]);
  return { ...state, measuredAt: state.measuredAt ?? now, aggregating: new Map(state.aggregating), measured: new Map(state.measured), reporting: new Map(reporting) };
}
