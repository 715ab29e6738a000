import { loadSettings } from '../../src/config/index.js';
import { EventLog, type LoggedEvent } from '../../src/modules/common/events/index.js';
import { Failpoints } from '../../src/modules/common/failpoints/index.js';
import { Lifecycle } from '../../src/modules/common/lifecycle/index.js';
import { type Database, sql } from '../../src/modules/common/persistence/index.js';
import { Journal } from '../../src/modules/ran/domain/host/journal.js';
import { NetworkClock } from '../../src/modules/ran/domain/host/network-clock.js';
import { NetworkHost } from '../../src/modules/ran/domain/host/network-host.js';
import type { LastingEvent, RanChange, StateEvent } from '../../src/modules/ran/domain/host/ran-log.js';
import { Scenarios } from '../../src/modules/ran/domain/scenario/scenarios.js';
import type { RanEvent } from '../../src/modules/ran/domain/network/events.js';
import { SqlNetworkRecord } from '../../src/modules/ran/persistence/sql-network-record.js';
import { eventually } from './eventually.js';
import { type Mechanisms, openMechanisms } from './mechanisms.js';
import { TestClock } from './test-clock.js';

const PIECE = 1000;

/** A host of the network in what counts as a process of its own: it shares the database with others, and dies by being left alone. */
export interface RanProcess {
  host: NetworkHost;
  networkClock: NetworkClock;
  scenarios: Scenarios;
  lifecycle: Lifecycle;
  states: StateEvent[];
}

/** A database for radio networks, and processes that host one on it. */
export class RanWorld {
  private constructor(
    readonly mechanisms: Mechanisms,
    readonly clock: TestClock,
  ) {}

  static async open(clock = new TestClock()): Promise<RanWorld> {
    return new RanWorld(await openMechanisms({ clock }), clock);
  }

  get database(): Database {
    return this.mechanisms.database;
  }

  /** Another process, ready. */
  async begin({ environment = {}, tracks = {} }: { environment?: Record<string, string>; tracks?: Record<string, string> } = {}): Promise<RanProcess> {
    const settings = loadSettings({ ...environment });
    const { database, unitOfWork } = this.mechanisms;
    const lifecycle = new Lifecycle();
    const eventLog = await this.mechanisms.another(EventLog);
    await eventLog.skipToEnd();
    const files = { files: new Map(Object.entries(tracks)) };
    const journal = new Journal(new SqlNetworkRecord(database), files, unitOfWork, eventLog, new Failpoints(settings));
    const host = new NetworkHost(journal, files, this.clock, settings, lifecycle);
    const networkClock = new NetworkClock(host, this.clock, settings, lifecycle);
    const scenarios = new Scenarios(host, files, this.clock);
    const states: StateEvent[] = [];
    host.onStates((some) => void states.push(...some));
    for (const phase of ['load', 'seed', 'effect', 'start'] as const) await lifecycle.run(phase);
    return { host, networkClock, scenarios, lifecycle, states };
  }

  /** Everything that was ever recorded of radio networks. */
  async logged(): Promise<LoggedEvent<LastingEvent | RanChange>[]> {
    return (await this.mechanisms.eventLog.read(0, 1_000_000)) as LoggedEvent<LastingEvent | RanChange>[];
  }

  async events(): Promise<RanEvent[]> {
    return (await this.logged()).filter(({ topic }) => topic === 'ran.event').map(({ payload }) => payload as LastingEvent);
  }

  /** Lets time pass on the platform, in pieces, and on the network until it is where it should be. */
  async passOn(process: RanProcess, milliseconds: number, networkTime: number): Promise<void> {
    for (let left = milliseconds; left > 0; left -= PIECE) await this.clock.advance(Math.min(PIECE, left));
    await eventually(async () => expect((await process.networkClock.read()).time).toBe(networkTime));
  }

  rows<Row>(statement: string): Promise<Row[]> {
    return this.database.read((manager) => sql<Row>(manager, statement));
  }
}

/** Lets something whole happen to the network by one change. */
export const changing = (host: NetworkHost, change: (network: Parameters<Parameters<NetworkHost['change']>[0]>[0]) => RanEvent[]) =>
  host.change((network) => ({ events: change(network), result: undefined }));
