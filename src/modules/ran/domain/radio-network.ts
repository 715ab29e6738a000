import { impossible, refuseFaults } from '../../common/problem/index.js';
import type { ShippedTracks } from './mobility/way-of.js';
import type { RanChange } from './host/ran-log.js';
import { Mirror } from './mirror/mirror.js';
import { mirrorOf, type ToldSnapshot } from './mirror/mirror-of.js';
import { checkConfiguration } from './network/configuration-check.js';
import { Emulation } from './network/emulation.js';
import type { RanEvent } from './network/events.js';
import { Inventory } from './network/inventory.js';
import { NetworkState } from './network/network-state.js';
import { type NetworkSnapshot, restored, snapshotOf } from './network/snapshot.js';
import { NetworkView } from './network-view.js';
import { eventFaults } from './told/event-faults.js';
import { ToldEvents } from './told/told-events.js';
import { Schedule } from './told/schedule.js';
import type { BaseStation, Bearer, Cell, RadioEvent, RanConfiguration, ScheduledEvent, Ue } from './types.js';

interface Origin {
  /** Milliseconds since 1970 at which its clock starts. */
  now: number;
  configuration?: RanConfiguration;
  tracks?: ShippedTracks;
}

/**
 * The emulated radio network: a deterministic simulation. What happens depends on the seed, on what was put in and on the time
 * that has passed, never on the clock of the host or on how the time was cut into pieces. docs/ran.md tells the model.
 *
 * Whatever changes the network returns what happened by that, in order. Nothing has changed if it throws and `revision` is the same.
 */
export class RadioNetwork extends NetworkView {
  private readonly emulation: Emulation;
  private readonly inventory: Inventory;
  private readonly told: ToldEvents;
  private readonly planned: Schedule;
  private version = 0;

  private constructor(network: NetworkState, tracks: ShippedTracks) {
    super(network);
    this.emulation = new Emulation(network);
    this.inventory = new Inventory(network, this.emulation, tracks);
    this.told = new ToldEvents(network, this.emulation);
    this.planned = new Schedule(network, this.told);
  }

  /** An empty network. @throws Problem 400 as `configure` */
  static create({ now, configuration = {}, tracks = new Map() }: Origin): RadioNetwork {
    checkConfiguration(configuration);
    return new RadioNetwork(new NetworkState(now, structuredClone(configuration)), tracks);
  }

  /** The network of a snapshot, ready to go on. @throws Problem 422 if a shipped track is gone */
  static restore(snapshot: NetworkSnapshot, tracks: ShippedTracks = new Map()): RadioNetwork {
    return new RadioNetwork(restored(snapshot, tracks), tracks);
  }

  /** A network that shows what another platform tells of its own. Nothing happens in it by itself. */
  static mirrorOf(snapshot: ToldSnapshot): RadioNetwork {
    return new RadioNetwork(mirrorOf(snapshot), new Map());
  }

  /** All that `restore` needs to go on, copied. */
  snapshot(): NetworkSnapshot {
    return structuredClone(this.present());
  }

  /** The same without a copy: it changes with the network. */
  present(): NetworkSnapshot {
    return snapshotOf(this.network);
  }

  /** Another number after each change, also after one that has failed half-way. */
  get revision(): number {
    return this.version;
  }

  /** Lets time pass: all whole steps of it; what is left over counts the next time. */
  advance(milliseconds: number): RanEvent[] {
    if (this.network.mirrored) return [];
    return this.happening(() => {
      this.network.carriedOver += milliseconds;
      for (; this.network.carriedOver >= this.network.step; this.network.carriedOver -= this.network.step) {
        this.emulation.step();
        this.planned.step();
      }
    });
  }

  /**
   * Begins a schedule now, in place of what was planned. An event happens at the end of the step into which its time falls; one that
   * names what the network lacks by then does not happen.
   */
  plan(schedule: readonly ScheduledEvent[]): void {
    this.version += 1;
    this.planned.begin(schedule);
  }

  /** @throws Problem 422 if an event names what the network lacks, or measures for a UE that is emulated */
  check(event: RadioEvent): void {
    this.told.check(event);
  }

  /** Reports begin anew; another seed does not count in this network. @throws Problem 400 if the report configurations are not sound */
  configure(configuration: RanConfiguration): void {
    checkConfiguration(configuration);
    this.version += 1;
    this.network.configuration = structuredClone(configuration);
    this.network.radioVersion += 1;
    for (const { state } of this.network.ues.values()) state.reporting.clear();
  }

  /**
   * Adds a base station or replaces it. Without a transportAddress it gets one.
   * @throws Problem 400 naming the places, if there can be no such base station; 409 if another one has its nodeId, or if it has cells and type or nodeId is to change
   */
  putBaseStation(baseStation: BaseStation): RanEvent[] {
    return this.happening(() => this.inventory.putBaseStation(baseStation));
  }

  /** Removes it with its cells. @throws Problem 404 */
  removeBaseStation(id: string): RanEvent[] {
    return this.happening(() => this.inventory.removeBaseStation(id));
  }

  /**
   * Adds a cell or replaces it. UEs notice in the next step.
   * @throws Problem 400 naming the places, if its base station can have no such cell; 422 if there is no such base station; 409 if another cell has its identity
   */
  putCell(cell: Cell): RanEvent[] {
    return this.happening(() => this.inventory.putCell(cell));
  }

  /** Its handovers are cancelled, its UEs detach, and it is no neighbour any more. @throws Problem 404 */
  removeCell(id: string): RanEvent[] {
    return this.happening(() => this.inventory.removeCell(id));
  }

  /**
   * Adds a UE, which attaches at once if it can, or replaces it.
   * @throws Problem 400 naming the places, if there can be no such UE; 409 if another UE has one of its identities or addresses; 422 if its track cannot be read
   */
  putUe(ue: Ue): RanEvent[] {
    return this.happening(() => this.inventory.putUe(ue));
  }

  /** Its handover is cancelled and its bearers are released. @throws Problem 404 */
  removeUe(id: string): RanEvent[] {
    return this.happening(() => this.inventory.removeUe(id));
  }

  /** Gives a UE a bearer or modifies it. @throws Problem 404 if there is no such UE; 400 naming the places, if there can be no such bearer */
  putBearer(ueId: string, bearer: Bearer): RanEvent[] {
    return this.happening(() => this.inventory.putBearer(ueId, structuredClone(bearer)));
  }

  /** @throws Problem 404 if there is no such UE or bearer */
  removeBearer(ueId: string, erabId: number): RanEvent[] {
    return this.happening(() => this.inventory.removeBearer(ueId, erabId));
  }

  /**
   * Hands a UE over as the operator wishes. Its id is in the event.
   * @param targetCells the best first
   * @throws Problem 422 if there is no such UE or cell; 409 if the UE is not attached, in a handover, or in one of these cells already
   */
  startHandover(ueId: string, targetCells: string[]): RanEvent[] {
    const entry = this.network.ues.get(ueId);
    if (!entry) throw impossible(`There is no UE ${ueId}.`);
    return this.happening(() => this.emulation.handovers.begin(entry, { targetCells, cause: 'OPERATOR' }));
  }

  /** The target refuses it. @throws Problem 404; 409 if it is not in preparation */
  rejectHandover(id: string): RanEvent[] {
    return this.happening(() => this.emulation.handovers.giveUp(this.emulation.handovers.require(id), 'be rejected', 'OPERATOR'));
  }

  /** The source gives it up. @throws Problem 404; 409 if it is over */
  cancelHandover(id: string): RanEvent[] {
    return this.happening(() => this.emulation.handovers.giveUp(this.emulation.handovers.require(id), 'be cancelled', 'OPERATOR'));
  }

  /**
   * Lets happen what is told from outside, in order. UEs whose mobility is EXTERNAL live by that; of others handovers and bearers can
   * be told.
   * @param at milliseconds since 1970 when it happened; the clock does not go back
   * @throws Problem 400 naming the places, if an event cannot be; 422 if one names what the network lacks, measures for a UE that is emulated, or contradicts the network as
   * the events before it have left it: then the network counts as one that has failed half-way
   */
  accept(events: readonly RadioEvent[], at = this.network.now): RanEvent[] {
    refuseFaults(events.flatMap((event, index) => eventFaults(event, `/${index}`)));
    for (const event of events) this.told.check(event);
    return this.happening(() => {
      for (const event of events) {
        this.told.checkTurn(event);
        this.version += 1;
        this.network.now = Math.max(this.network.now, at);
        this.told.apply(structuredClone(event));
      }
    });
  }

  /** Lets happen in a mirror what has happened in the network that it shows. */
  mirror(event: RanEvent): void {
    this.version += 1;
    new Mirror(this.network).happen(event);
  }

  /** Lets a mirror have what has become of the network that it shows. */
  mirrorChange(change: RanChange): void {
    this.version += 1;
    new Mirror(this.network).change(change);
  }

  private happening(change: () => void): RanEvent[] {
    try {
      change();
      this.version += 1;
      return this.network.takeEvents();
    } catch (error) {
      // Of a change that has failed half-way nothing is told.
      if (this.network.takeEvents().length) this.version += 1;
      throw error;
    }
  }
}
