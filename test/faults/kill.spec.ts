import { setTimeout as pause } from 'node:timers/promises';
import { newDatabase, seedFile, type ServerProcess, startProcess } from '../support/process.js';
import { type Change, faultsOfNotifications, faultsOfState, HistoryWriter } from '../support/process-history.js';
import { printedSeed, Random } from '../support/process-random.js';
import { RegistryClient } from '../support/process-registry.js';
import { Subscribers } from '../support/process-subscribers.js';

const WRITES = 5000;
const SUBSCRIBERS = 20;
const WRITERS = 8;
const KILLS = 3;
const LONGEST_JITTER_MS = 40;
const DELIVERY_TIMEOUT_MS = 240_000;
const TEST_TIMEOUT_MS = 480_000;

const LIVES: Change[][] = [['ADDED'], ['ADDED', 'STATE_CHANGED'], ['ADDED', 'REMOVED'], ['ADDED', 'STATE_CHANGED', 'REMOVED']];

/** Clients that write until a number of writes is acknowledged, across the deaths of the server. */
class Writers {
  readonly history = new HistoryWriter();
  /** An answer was not the expected one: there is nothing to wait for any more. */
  failed = false;
  private server!: ServerProcess;
  private client!: RegistryClient;
  private opened = 0;
  private readonly unfinished: { lives: Change[]; service: ReturnType<HistoryWriter['open']> }[] = [];

  constructor(private readonly random: Random) {}

  connect(server: ServerProcess): void {
    this.server = server;
    this.client = new RegistryClient(server);
  }

  /** Writes with some concurrency; ends when the server has died or enough is acknowledged. */
  async writeUntil(acknowledged: number): Promise<void> {
    const write = async () => {
      while (this.history.acknowledged < acknowledged && this.server.running && !this.failed) await this.live();
    };
    const noteFailure = (error: unknown) => {
      this.failed = true;
      throw error;
    };
    await Promise.all(Array.from({ length: WRITERS }, () => write().catch(noteFailure)));
  }

  async leave(): Promise<void> {
    await this.client.close();
  }

  /** Takes one service through its life; what the death of the server interrupts goes on after the restart. */
  private async live(): Promise<void> {
    const { lives, service } = this.unfinished.pop() ?? this.begin();
    while (lives.length) {
      if (await this.history.write(this.client, service, lives[0]!)) lives.shift();
      // A registration without an answer has no address; it may be there, and nobody goes on with it.
      else return lives[0] === 'ADDED' ? undefined : void this.unfinished.push({ lives, service });
    }
  }

  private begin() {
    return { lives: [...this.random.pick(LIVES)], service: this.history.open(`service-${this.opened++}`) };
  }
}

async function killAfterJitter(server: ServerProcess, writers: Writers, at: number, jitter: number): Promise<void> {
  while (writers.history.acknowledged < at && !writers.failed) await pause(1);
  await pause(jitter);
  await server.kill();
}

it(
  `keeps and tells of every acknowledged one of ${WRITES} writes when it is killed ${KILLS} times`,
  async () => {
    const random = new Random(printedSeed('kill -9 during writes'));
    const subscribers = await Subscribers.listen(Array.from({ length: SUBSCRIBERS }, (_, index) => `subscription-${index}`));
    const environment = { DATABASE_URL: await newDatabase(), MEC_SEED_FILE: seedFile({ subscriptions: subscribers.seedSection }) };
    const writers = new Writers(random);
    let server = await startProcess({ environment });
    for (let kill = 0; kill < KILLS; kill++) {
      const at = Math.floor((WRITES / (KILLS + 1)) * (kill + 0.5 + random.next()));
      writers.connect(server);
      await Promise.all([killAfterJitter(server, writers, at, random.below(LONGEST_JITTER_MS)), writers.writeUntil(Infinity)]);
      await writers.leave();
      server = await startProcess({ environment });
      const reader = new RegistryClient(server);
      expect(faultsOfState(writers.history.services, await reader.services())).toEqual([]);
      await reader.close();
    }
    writers.connect(server);
    await writers.writeUntil(WRITES);
    await writers.leave();
    await checkTheEnd(server, writers.history, subscribers);
  },
  TEST_TIMEOUT_MS,
);

async function checkTheEnd(server: ServerProcess, history: HistoryWriter, subscribers: Subscribers): Promise<void> {
  const client = new RegistryClient(server);
  expect(history.acknowledged).toBeGreaterThanOrEqual(WRITES);
  await history.write(client, history.open('the-last'), 'ADDED');
  await subscribers.untilAllKnow('the-last', 'ADDED', DELIVERY_TIMEOUT_MS);
  const listed = await client.services();
  expect(faultsOfState(history.services, listed)).toEqual([]);
  expect(faultsOfNotifications(history.services, listed, subscribers)).toEqual([]);
  for (const service of history.services.filter(({ acknowledged }) => acknowledged.length && acknowledged.at(-1) !== 'REMOVED'))
    expect((await client.send('GET', service.path!)).status).toBe(200);
  expect(server.errorLog).toEqual([]);
  await client.close();
}
