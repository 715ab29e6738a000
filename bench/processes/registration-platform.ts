import { setTimeout } from 'node:timers/promises';
import Sqlite from 'better-sqlite3';
import type { components } from '../../src/generated/registration.js';
import { monotonicTime } from '../measurement/monotonic-time.js';
import type { Load } from './load.js';
import { Platform, type PlatformBuild } from './platform.js';
import { GNB, slicedNetwork } from './sliced-network.js';

export type Run = components['schemas']['RegistrationRun'];

const CONNECTIONS = 8;
const LOOK_EVERY_MS = 50;
const PATIENCE_MS = 600_000;
const JSON_TYPE = 'application/json';

/** Runs from the first request to the end of the last; milliseconds. */
export interface RunsTaken {
  time: number;
  /** CPU time of the platform. */
  cpuTime: number;
}

/** A platform on which registrations run. */
export class RegistrationPlatform {
  private constructor(
    private readonly platform: Platform,
    private readonly databaseFile: string,
  ) {}

  static async start(build: PlatformBuild, databaseFile: string): Promise<RegistrationPlatform> {
    return new RegistrationPlatform(await Platform.start(build, { databaseFile }), databaseFile);
  }

  /** Loads a scenario in YAML, and answers with its runs at their end. */
  async play(network: string, scenario: string): Promise<Run[]> {
    await this.put(network, scenario, 'application/yaml');
    await this.ended();
    const runs = await this.get<Run[]>(`${network}/runs`);
    return Promise.all(runs.map(({ id }) => this.get<Run>(`${network}/runs/${id}`)));
  }

  /** Lets one UE register so often, each time from the same beginning. */
  async take(load: Load, runs: number, trace: 'FULL' | 'NONE'): Promise<RunsTaken> {
    const { network, ues } = slicedNetwork(1);
    await this.put(trace, JSON.stringify({ name: trace, network, ues }), JSON_TYPE);
    const before = await this.platform.process.cpuTime();
    const sentAt = monotonicTime();
    const body = JSON.stringify({ ue: ues[0]!.id, gnb: GNB, settings: { trace } });
    await load.generate({
      request: { method: 'POST', url: this.urlOf(`${trace}/runs`), headers: { 'content-type': JSON_TYPE }, body },
      connections: CONNECTIONS,
      extent: { requests: runs },
    });
    await this.ended();
    const taken = { time: monotonicTime() - sentAt, cpuTime: (await this.platform.process.cpuTime()) - before };
    const registered = await this.get<Run[]>(`${trace}/runs?outcome=REGISTERED`);
    if (registered.length !== runs) throw new Error(`${registered.length} of ${runs} runs have registered the UE.`);
    return taken;
  }

  stop(): Promise<void> {
    return this.platform.stop();
  }

  /** Looks into the database, which costs the platform nothing. */
  private async ended(): Promise<void> {
    const deadline = monotonicTime() + PATIENCE_MS;
    const database = new Sqlite(this.databaseFile, { readonly: true });
    const running = database.prepare(`SELECT 1 FROM registration_run WHERE state = 'RUNNING' LIMIT 1`);
    try {
      while (running.get()) {
        if (monotonicTime() > deadline) throw new Error(`Runs are not at their end after ${PATIENCE_MS / 1000} s.`);
        await setTimeout(LOOK_EVERY_MS);
      }
    } finally {
      database.close();
    }
  }

  private async put(network: string, body: string, type: string): Promise<void> {
    const answer = await fetch(this.urlOf(`${network}/scenario`), { method: 'PUT', headers: { 'content-type': type }, body });
    if (!answer.ok) throw new Error(`A scenario is answered ${answer.status}: ${await answer.text()}`);
  }

  private async get<Content>(path: string): Promise<Content> {
    const answer = await fetch(this.urlOf(path));
    if (!answer.ok) throw new Error(`GET ${path} is answered ${answer.status}: ${await answer.text()}`);
    return (await answer.json()) as Content;
  }

  private urlOf(path: string): string {
    return `${this.platform.url}/registration/v1/networks/${path}`;
  }
}
