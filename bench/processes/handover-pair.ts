import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { peerSettings } from '../../scripts/peer-settings.js';
import type { components } from '../../src/generated/handover.js';
import { sum } from '../measurement/statistics.js';
import type { Passed } from './counting-proxy.js';
import { baseStationOf, handover, networkOf, placed, type Side, statePath } from './handover-network.js';
import type { HandoverSiteOrder } from './handover-site.js';
import { MeasuredProcess } from './measured-process.js';
import type { PlatformBuild } from './platform.js';
import { ask } from './questions.js';
import { ruleId, ruleOf } from './ue-rule.js';

type MepHandover = components['schemas']['MepHandover'];

const SCRIPT = fileURLToPath(new URL('handover-site.ts', import.meta.url));
const ADDRESS = { source: '10.9.0.1', target: '10.9.0.2' } as const;
const MP3_PORT = 8443;
const PROXY_PORT = 9443;
const EVENTS_AT_A_TIME = 1000;
const PATIENCE_MS = 60_000;
const POLL_MS = 100;
const SETTLE_MS = 300;
const APP = 'bench';

/** How long a handover took, in milliseconds from the event that the UE has attached, rounded up to whole ones, and what of that was spent on what. */
export interface Moved {
  active: number;
  /** From the event to the notification. */
  told: number;
  /** To read the bearer information. */
  bearer: number;
  /** To bring the rules into effect. */
  dataPlane: number;
}

export interface PairOptions {
  build: PlatformBuild;
  folder: string;
  ues: number;
  /** Whether what they say to each other is counted, which takes its time. */
  counted: boolean;
}

const other = (side: Side): Side => (side === 'source' ? 'target' : 'source');

/** Two platforms with data planes of their own, each in a network namespace, connected by a link. The target emulates the network, the source follows it. */
export class HandoverPair {
  private readonly sites = { source: MeasuredProcess.inNetworkNamespace(SCRIPT), target: MeasuredProcess.inNetworkNamespace(SCRIPT) };
  private next = 0;

  private constructor(private readonly options: PairOptions) {}

  static async start(options: PairOptions): Promise<HandoverPair> {
    const pair = new HandoverPair(options);
    await pair.prepare().catch(async (error: unknown) => {
      await pair.stop();
      throw error;
    });
    return pair;
  }

  /** UEs that have not moved yet. */
  take(count: number): number[] {
    return Array.from({ length: count }, () => this.next++);
  }

  /** Lets all of them attach to the target at once, after their handovers were prepared, and waits until these are over on both sides. */
  async move(ues: readonly number[]): Promise<Moved[]> {
    const before = Date.now();
    await this.tell(ues.map((ue) => handover(ue, 1)));
    await this.settled('target', 'STAGED', ues.length);
    await this.settled('source', 'TRANSFERRED', ues.length);
    await this.tell(ues.map((ue) => handover(ue, 2)));
    await setTimeout(SETTLE_MS);
    const attachedAt = await this.tell(ues.map((ue) => handover(ue, 3)));
    await setTimeout(SETTLE_MS + ues.length);
    for (const state of ['STAGED', 'ACTIVATING', 'ACTIVATED']) await this.settled('target', state, 0);
    await this.settled('source', 'COMPLETED', this.next);
    const done = await this.handovers('target', 'COMPLETED');
    const ours = done.filter(({ startedAt }) => Date.parse(startedAt) >= before);
    if (ours.length !== ues.length) throw new Error(`${ours.length} of ${ues.length} handovers are completed.`);
    return ours.map((one) => movedOf(one, attachedAt));
  }

  /** What they said to each other. */
  async passed(): Promise<Passed> {
    const sides = [await this.order<Passed>('source', { kind: 'passed' }), await this.order<Passed>('target', { kind: 'passed' })];
    const of = (what: keyof Passed) => sum(sides.map((side) => side[what]));
    return { exchanges: of('exchanges'), plain: of('plain'), encrypted: of('encrypted') };
  }

  least(ues: readonly number[]): Promise<number[]> {
    return this.order('target', { kind: 'least', ues });
  }

  /** @throws Error unless the target's kernel carries out the rules of all UEs that have moved, and the source's none of them */
  async check(): Promise<void> {
    const [gone, here] = [await this.order<number>('source', { kind: 'rules-in-kernel' }), await this.order<number>('target', { kind: 'rules-in-kernel' })];
    if (here !== this.next || gone !== this.options.ues - this.next) throw new Error(`After ${this.next} handovers the kernels hold ${gone} and ${here} rules.`);
  }

  async stop(): Promise<void> {
    for (const side of ['source', 'target'] as const) {
      await this.order(side, { kind: 'end' });
      await this.sites[side].stop();
    }
  }

  private async prepare(): Promise<void> {
    const { build, folder, ues } = this.options;
    mkdirSync(folder, { recursive: true });
    await this.connect();
    const settings = await this.settings();
    const file = (name: string, content: unknown): string => {
      writeFileSync(join(folder, name), JSON.stringify(content));
      return join(folder, name);
    };
    const start = (side: Side, trafficRules: unknown[], more: Record<string, string>) => {
      const seedFile = file(`${side}.yaml`, { applications: [{ appInstanceId: APP, appName: APP, trafficRules }] });
      const databaseFile = join(folder, `${side}.sqlite`);
      const common = { HOST: '0.0.0.0', MEC_DATA_PLANE: 'nftables', MEC_BASE_STATIONS: side, ...settings[side] };
      return this.order<number>(side, { kind: 'start', build, seedFile, databaseFile, settings: { ...common, ...more } });
    };
    const everybody = Array.from({ length: ues }, (_unused, ue) => ue);
    const port = await start('target', [], { MEC_SCENARIO: file('network.yaml', networkOf(ues)) });
    await start('source', everybody.map((ue) => ({ trafficRuleId: ruleId(ue), ...ruleOf(ue) })), { MEC_RAN_FEED: `http://${ADDRESS.target}:${port}/ran/v1` });
    await this.tell(everybody.map(placed));
    await this.until(async () => (await this.order<{ attached?: boolean }>('source', { kind: 'get', path: statePath(ues - 1) })).attached === true);
  }

  private async connect(): Promise<void> {
    const [source, target] = [this.sites.source.child.pid!, this.sites.target.child.pid!].map(String) as [string, string];
    // Answered only when each is in its namespace.
    await this.order('source', { kind: 'join', device: 'lo', address: '127.0.0.2' });
    await this.order('target', { kind: 'join', device: 'lo', address: '127.0.0.2' });
    execFileSync('ip', ['link', 'add', 'mp3', 'netns', source, 'type', 'veth', 'peer', 'name', 'mp3', 'netns', target]);
    for (const side of ['source', 'target'] as const) await this.order(side, { kind: 'join', device: 'mp3', address: ADDRESS[side] });
  }

  /** Those of each, and the proxies if it is to be counted. */
  private async settings(): Promise<Record<Side, Record<string, string>>> {
    const { folder, counted } = this.options;
    const uriOf = (side: Side) => (counted ? `https://127.0.0.1:${PROXY_PORT}/mp3/v1` : `https://${ADDRESS[side]}:${MP3_PORT}/mp3/v1`);
    const sites = (['source', 'target'] as const).map((side) => ({ platformId: side, mp3Port: MP3_PORT, mp3Uri: uriOf(side), baseStations: [baseStationOf(side)] }));
    const [source, target] = await peerSettings(folder, sites);
    const pem = (name: string) => readFileSync(join(folder, name), 'utf8');
    const identity = (side: Side) => ({ cert: pem(`${side}.pem`), key: pem(`${side}.key`) });
    for (const side of counted ? (['source', 'target'] as const) : []) {
      const peer = other(side);
      const order = { listenPort: PROXY_PORT, host: ADDRESS[peer], port: MP3_PORT, ca: pem('ca.pem'), client: identity(side), server: { ...identity(peer), name: peer } };
      await this.order(side, { kind: 'proxy', order });
    }
    return { source: source!, target: target! };
  }

  /** Answers when the last of the requests was sent. */
  private async tell(events: readonly unknown[]): Promise<number> {
    let sentAt = 0;
    for (let start = 0; start < events.length; start += EVENTS_AT_A_TIME)
      sentAt = await this.order('target', { kind: 'post', path: '/ran/v1/events', body: events.slice(start, start + EVENTS_AT_A_TIME) });
    return sentAt;
  }

  private handovers(side: Side, state: string): Promise<MepHandover[]> {
    return this.order(side, { kind: 'get', path: `/handover/v1/handovers?state=${state}` });
  }

  private settled(side: Side, state: string, count: number): Promise<void> {
    return this.until(async () => (await this.handovers(side, state)).length === count, () => `${count} handovers ${state} at the ${side}`);
  }

  private async until(isSo: () => Promise<boolean>, what = () => 'what was told'): Promise<void> {
    for (const deadline = Date.now() + PATIENCE_MS; !(await isSo()); ) {
      if (Date.now() > deadline) throw new Error(`There is no sign of ${what()} within ${PATIENCE_MS / 1000} s.`);
      await setTimeout(POLL_MS);
    }
  }

  private order<Answer>(side: Side, order: HandoverSiteOrder): Promise<Answer> {
    return ask(this.sites[side].child, order);
  }
}

function movedOf({ timeline, attachToActive }: MepHandover, attachedAt: number): Moved {
  const done = (wanted: string) => timeline.findLast(({ step, outcome }) => step === wanted && outcome === 'DONE');
  const milliseconds = (wanted: string) => (done(wanted)?.duration ?? 0) / 1000;
  const active = Date.parse(done('ACTIVATION')!.time) + 1 - attachedAt;
  return { active, told: active - attachToActive! / 1000, bearer: milliseconds('BEARER'), dataPlane: milliseconds('ACTIVATION') };
}
