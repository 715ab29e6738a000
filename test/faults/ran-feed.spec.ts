import { setTimeout as pause } from 'node:timers/promises';
import { request } from 'undici';
import { DataSource } from 'typeorm';
import { sql } from '../../src/modules/common/persistence/index.js';
import { cleanUp } from '../support/clean-up.js';
import { eventually } from '../support/eventually.js';
import { freePort } from '../../bench/processes/free-port.js';
import { launchProcess, newDatabase, type ServerProcess } from '../support/process.js';
import { printedSeed, Random } from '../support/process-random.js';
import { livelyScenario } from '../support/ran-feed.js';

const KILLS = 4;
const LONGEST_LIFE_MS = 1500;
const TEST_TIMEOUT_MS = 240_000;

/** A platform that is killed and started again at the same address, on the same database. */
class Platform {
  private server!: ServerProcess;

  private constructor(
    readonly port: number,
    readonly databaseUrl: string,
    private readonly environment: Record<string, string>,
  ) {}

  static async begin(environment: Record<string, string> = {}): Promise<Platform> {
    const platform = new Platform(await freePort(), await newDatabase(), environment);
    await platform.start();
    return platform;
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}/ran/v1`;
  }

  get errorLog(): string[] {
    return this.server.errorLog;
  }

  async start(): Promise<void> {
    this.server = await launchProcess({ ...this.environment, DATABASE_URL: this.databaseUrl }, this.port);
    expect(await this.server.ready()).toBe(true);
  }

  async die(): Promise<void> {
    await this.server.kill();
  }

  async send(method: 'GET' | 'PUT', resource: string, content?: object): Promise<unknown> {
    const { statusCode, body } = await request(`${this.url}/${resource}`, {
      method,
      headers: { connection: 'close', ...(content && { 'content-type': 'application/json' }) },
      ...(content && { body: JSON.stringify(content) }),
    });
    const text = await body.text();
    if (statusCode !== 200) throw new Error(`${resource} answered ${statusCode}: ${text}`);
    return JSON.parse(text) as unknown;
  }

  /** What is in the log, read from outside. */
  async happened(): Promise<unknown[]> {
    const source = await this.open();
    const rows = await sql<{ payload: string }>(source.manager, "SELECT payload FROM event WHERE topic = 'ran.event' ORDER BY seq");
    await source.destroy();
    return rows.map(({ payload }) => (typeof payload === 'string' ? (JSON.parse(payload) as unknown) : payload));
  }

  private open(): Promise<DataSource> {
    const { databaseUrl } = this;
    const source = new DataSource(databaseUrl.startsWith('sqlite:') ? { type: 'better-sqlite3', database: databaseUrl.slice('sqlite:'.length), readonly: true } : { type: 'postgres', url: databaseUrl });
    return source.initialize();
  }
}

it(
  `a follower has each event of the network once and in order, though it and the other platform are killed ${KILLS} times`,
  async () => {
    const random = new Random(printedSeed('kill -9 of either side of a feed'));
    const source = await Platform.begin();
    cleanUp(() => source.die());
    const scenario = { ...livelyScenario(), clock: { mode: 'REAL_TIME', speed: 10, state: 'RUNNING' } };
    await source.send('PUT', 'scenario', { ...scenario, clock: { ...scenario.clock, state: 'PAUSED' } });
    const follower = await Platform.begin({ MEC_RAN_FEED: source.url });
    cleanUp(() => follower.die());
    await eventually(async () => expect(await follower.send('GET', 'scenario')).toMatchObject({ name: scenario.name }));
    const earlier = (await source.happened()).length;
    await source.send('PUT', 'clock', scenario.clock);
    for (let kill = 0; kill < KILLS; kill++) {
      await pause(random.below(LONGEST_LIFE_MS));
      const victims = random.pick([[source], [follower], [source, follower]]);
      for (const victim of victims) await victim.die();
      for (const victim of victims) await victim.start();
    }
    await pause(LONGEST_LIFE_MS);
    await source.send('PUT', 'clock', { mode: 'STEPPED' });
    await eventually(async () => expect(await follower.send('GET', 'clock')).toMatchObject({ mode: 'STEPPED' }));
    const happened = (await source.happened()).slice(earlier);
    expect(happened.length).toBeGreaterThan(50);
    expect(await follower.happened()).toEqual(happened);
    expect([...source.errorLog, ...follower.errorLog]).toEqual([]);
  },
  TEST_TIMEOUT_MS,
);
