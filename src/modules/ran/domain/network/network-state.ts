import { notFound } from '../../../common/problem/index.js';
import type { Handover } from '../handover/handover.js';
import type { BaseStation, RanConfiguration, ScheduledEvent } from '../types.js';
import type { CellEntry } from './cell-entry.js';
import type { CellIdentity, RanEvent, RanOccurrence } from './events.js';
import type { UeEntry } from './ue-entry.js';

const DEFAULT_STEP = 100;
const DEFAULT_SEED = 1;

/** Milliseconds over which layer 2 measurements are taken (TS 36.314, 4.1). */
export const MEASUREMENT_PERIOD = 1000;

/** Everything that is so in the network at a moment; each map in the order in which things were added. */
export class NetworkState {
  readonly baseStations = new Map<string, BaseStation>();
  readonly cells = new Map<string, CellEntry>();
  readonly ues = new Map<string, UeEntry>();
  /** Those under way, and the last that have ended. */
  readonly handovers = new Map<string, Handover>();
  /** Of tunnels, addresses and handovers that the network has given so far. */
  readonly given = { tunnels: 0, addresses: 0, handovers: 0 };
  /** Grows with every change of a cell or of the configuration. */
  radioVersion = 0;
  /** Milliseconds that have passed without being a whole step. */
  carriedOver = 0;
  /** When the period of the layer 2 measurements is over. */
  periodEnd: number;
  /** In order of time. */
  schedule: readonly ScheduledEvent[] = [];
  /** When the schedule began. */
  beginning: number;
  /** Events of the schedule that are over. */
  played = 0;
  /** It shows another network, and nothing happens in it by itself. */
  mirrored = false;
  private happened: RanEvent[] = [];

  /** @param seed of the random numbers, which the configuration may have changed meanwhile */
  constructor(
    public now: number,
    public configuration: RanConfiguration,
    readonly seed = configuration.seed ?? DEFAULT_SEED,
  ) {
    this.periodEnd = now + MEASUREMENT_PERIOD;
    this.beginning = now;
  }

  /** Milliseconds. */
  get step(): number {
    return this.configuration.stepTime ?? DEFAULT_STEP;
  }

  tell(occurrence: RanOccurrence): void {
    this.happened.push({ ...occurrence, time: this.now });
  }

  /** What has happened since this was called last. */
  takeEvents(): RanEvent[] {
    const events = this.happened;
    this.happened = [];
    return events;
  }

  emulatedUes(): UeEntry[] {
    return [...this.ues.values()].filter(({ way }) => way !== undefined);
  }

  /** @throws Problem 404 */
  cell(id: string): CellEntry {
    const entry = this.cells.get(id);
    if (!entry) throw notFound(`There is no cell ${id}.`);
    return entry;
  }

  /** @throws Problem 404 */
  ue(id: string): UeEntry {
    const entry = this.ues.get(id);
    if (!entry) throw notFound(`There is no UE ${id}.`);
    return entry;
  }

  /** The primary cell of a UE; nothing while it is not attached. */
  servingCell({ state }: UeEntry): CellEntry | undefined {
    return state.servingCell === undefined ? undefined : this.cells.get(state.servingCell);
  }

  /** The handover of a UE that is under way. */
  handoverOf({ state }: UeEntry): Handover | undefined {
    return state.handover === undefined ? undefined : this.handovers.get(state.handover);
  }

  identities(cellIds: readonly string[]): CellIdentity[] {
    return cellIds.flatMap((id) => this.cells.get(id)?.identity ?? []);
  }
}
