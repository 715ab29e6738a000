import { Injectable } from '@nestjs/common';
import { Settings } from '../../../../config/index.js';
import { Clock } from '../../../common/clock/index.js';
import { Lifecycle } from '../../../common/lifecycle/index.js';
import { log } from '../../../common/log/index.js';
import { Turns } from '../../../common/turns/index.js';
import { Tracks } from '../mobility/tracks.js';
import type { CellIdentity, RanEvent } from '../network/events.js';
import { RadioNetwork } from '../radio-network.js';
import type { Happened } from './happened.js';
import { type HostedNetwork, RUNNING_CLOCK, UNTITLED } from './hosted-network.js';
import { Journal } from './journal.js';
import { OtherHost } from './other-host.js';
import { isState, type StateEvent } from './ran-log.js';

type StatesListener = (states: StateEvent[]) => void;
type ChangeListener = (hosted: HostedNetwork) => void;

/**
 * The one radio network of this platform. All reading waits until a change that is under way is recorded, and changes wait
 * for each other, so that nobody sees what might not last.
 */
@Injectable()
export class NetworkHost {
  private readonly turns = new Turns();
  private readonly statesListeners: StatesListener[] = [];
  private readonly changeListeners: ChangeListener[] = [];
  private readonly ownBaseStations: ReadonlySet<string> | undefined;
  private hosted!: HostedNetwork;
  /** Why what is in memory does not count. */
  private fault: unknown = new Error('The network has not been read yet.');

  constructor(
    private readonly journal: Journal,
    private readonly tracks: Tracks,
    private readonly clock: Clock,
    { baseStations }: Settings,
    lifecycle: Lifecycle,
  ) {
    this.ownBaseStations = baseStations && new Set(baseStations);
    lifecycle.on('load', () => this.open());
    lifecycle.on('stop', () => this.close());
  }

  /**
   * Looks at the network; `look` must not change it.
   * @throws whatever `look` throws; Problem 503 if another process hosts the network
   */
  read<T>(look: (network: RadioNetwork, hosted: HostedNetwork) => T): Promise<T> {
    return this.turns.take(async () => {
      await this.recover();
      return look(this.hosted.network, this.hosted);
    });
  }

  /**
   * Changes the network, then records rows and events in one transaction. If that fails the network is as it was.
   * @throws whatever `change` throws, with nothing changed; Problem 503 if another process hosts the network
   */
  change<T>(change: (network: RadioNetwork, hosted: HostedNetwork) => Happened<T>): Promise<T> {
    return this.perform(change, async (hosted, happened) => {
      await this.journal.changed(hosted, happened);
      this.tellChange();
    });
  }

  /**
   * Lets time pass: the whole steps of a span, as many as this process emulates in about `longest` milliseconds, but at least one.
   * @param spanDue is asked for the milliseconds of the span when the turn has come, since what waited before it may have changed the clock
   * @returns the milliseconds that have passed in the network
   */
  pass(spanDue: () => number, longest: number): Promise<number> {
    return this.perform(
      (network) => {
        const [begin, end] = [network.now, performance.now() + longest];
        const events: RanEvent[] = [];
        const steps = Math.floor(spanDue() / network.step);
        for (let step = 0; step < steps && (step === 0 || performance.now() < end); step++) events.push(...network.advance(network.step));
        return { events, result: network.now - begin };
      },
      (hosted, happened) => this.journal.passed(hosted, happened),
    );
  }

  /** Tells all states. They are told once a second otherwise, so that who follows would not know where time has come to a stand. */
  tellStates(): Promise<void> {
    return this.turns.take(async () => {
      await this.recover();
      this.tell({ events: this.hosted.network.states() });
    });
  }

  /** Whether the cell's base station is one of this platform's (MEC_BASE_STATIONS); all are without that setting. */
  isOurs({ baseStation }: Pick<CellIdentity, 'baseStation'>): boolean {
    return this.ownBaseStations?.has(baseStation) ?? true;
  }

  /** Whether there is a network that outlives this process: somebody has put something into it. */
  get isRecorded(): boolean {
    return this.journal.isRecorded;
  }

  /** Number of the last message of RAN_EVENT and RAN_CHANGE that the network contains; within `read`, that of the network read. */
  get seq(): number {
    return this.journal.seq;
  }

  /** Calls `listener` with states that have changed, after the followers of the log have seen what was recorded with them. It must not throw. */
  onStates(listener: StatesListener): void {
    this.statesListeners.push(listener);
  }

  /** Calls `listener` when the network has been read or changed from outside. It must not throw. */
  onChange(listener: ChangeListener): void {
    this.changeListeners.push(listener);
  }

  private async open(): Promise<void> {
    this.hosted = (await this.journal.open()) ?? this.empty();
    this.fault = undefined;
    this.tellChange();
  }

  private perform<T>(change: (network: RadioNetwork, hosted: HostedNetwork) => Happened<T>, record: (hosted: HostedNetwork, happened: Happened<T>) => Promise<void>): Promise<T> {
    return this.turns.take(async () => {
      await this.recover();
      const before = this.hosted;
      const { revision } = before.network;
      try {
        const happened = change(before.network, before);
        const { replacement: network = before.network, clock = before.clock, title = before.title } = happened;
        this.hosted = { network, clock, title };
        await record(this.hosted, happened);
        this.tell(happened);
        return happened.result;
      } catch (error) {
        if (this.hosted !== before || before.network.revision !== revision) this.fault = error;
        if (error instanceof OtherHost) log.warn('Another process has taken the radio network over; it stands still here.');
        throw error;
      }
    });
  }

  private tell({ events }: Pick<Happened<unknown>, 'events'>): void {
    const states = events.filter(isState);
    if (states.length) for (const listener of this.statesListeners) listener(states);
  }

  /** After a change that could not be recorded. */
  private async recover(): Promise<void> {
    if (this.fault === undefined) return;
    if (this.fault instanceof OtherHost) throw this.fault;
    this.hosted = (await this.journal.restore()) ?? this.empty();
    this.fault = undefined;
    this.tellChange();
  }

  private tellChange(): void {
    for (const listener of this.changeListeners) listener(this.hosted);
  }

  private close(): Promise<void> {
    return this.turns.take(async () => {
      if (this.fault !== undefined) return;
      await this.journal.close(this.hosted).catch((error: unknown) => log.warn({ err: error }, 'The state of the radio network could not be recorded; the next start works it out.'));
    });
  }

  private empty(): HostedNetwork {
    return { network: RadioNetwork.create({ now: this.clock.now(), tracks: this.tracks.files }), clock: RUNNING_CLOCK, title: UNTITLED };
  }
}
