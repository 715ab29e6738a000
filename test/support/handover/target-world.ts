import { v7 as newId } from 'uuid';
import type { components as Handover } from '../../../src/generated/handover.js';
import type { components as Mp3 } from '../../../src/generated/mp3.js';
import { AppInstances } from '../../../src/modules/app-instance/index.js';
import { UnitOfWork } from '../../../src/modules/common/unit-of-work/index.js';
import { trafficRuleOf } from '../app-support.js';
import { eventually } from '../eventually.js';
import { managedTrafficRulesOf } from '../mm5.js';
import { mp3Agent, type PeerSettings, peersOf } from '../peers.js';
import { startPlatform, type TestPlatform } from '../platform.js';
import { Radio } from '../rni/radio.js';
import { type SpecAgent, specAgent } from '../spec-agent.js';
import { TestClock } from '../test-clock.js';
import { FakePeer } from './fake-peer.js';
import { buildTown, CAR, CELL, ID, OWN, type Place } from './town.js';

export type Transfer = Mp3['schemas']['HandoverTransfer'];
export type TransferredRule = Mp3['schemas']['TransferredRule'];
export type HandoverStatus = Mp3['schemas']['HandoverStatus'];
export type MepHandover = Handover['schemas']['MepHandover'];

export const HANDOVERS = '/handover/v1/handovers';
export const mp3Path = (handoverId: string, resource = '') => `/mp3/v1/handovers/${encodeURIComponent(handoverId)}${resource && `/${resource}`}`;

export const SOURCE = 'mep-source';
export const TARGET = 'mep-target';
export const OTHER = 'mep-other';

/** The rule of the camera in the car. */
export const rule = (changes: Partial<TransferredRule['rule']> = {}): TransferredRule['rule'] => ({
  trafficRuleId: 'camera',
  filterType: 'FLOW',
  priority: 10,
  trafficFilter: [{ srcAddress: ['10.45.0.21'], protocol: ['udp'], dstPort: ['9000'] }],
  action: 'FORWARD_DECAPSULATED',
  dstInterface: { interfaceType: 'IP', dstIpAddress: '10.60.0.5' },
  state: 'ACTIVE',
  ...changes,
});

export const transferred = (changes: Partial<TransferredRule> = {}): TransferredRule => ({
  homePlatformId: SOURCE,
  homeAppInstanceId: 'home-app',
  homeRuleId: 'camera',
  application: { appName: 'analytics' },
  rule: rule(),
  ...changes,
});

/** The car goes from the harbour to the casino with one rule. */
export const transfer = (changes: Partial<Transfer> = {}): Transfer => ({
  sourcePlatformId: SOURCE,
  epoch: 5,
  ue: CAR,
  sourceCell: CELL.harbour,
  targetCell: CELL.casino,
  targetBaseStation: ID.casino,
  stagedFor: 30_000,
  bearers: [],
  rules: [transferred()],
  ...changes,
});

/** One platform to which UEs come, and the platforms around it as a test lets them speak. */
export class TargetWorld {
  platform!: TestPlatform;
  clock!: TestClock;
  source!: FakePeer;
  /** Id of the instance of `analytics`. */
  application!: string;
  private peers!: Record<typeof TARGET | typeof SOURCE | typeof OTHER, PeerSettings>;
  private environment: Record<string, string> = {};

  get peersFile(): string {
    return this.environment['MEC_MP3_PEERS']!;
  }

  /** Keys and certificates serve for many platforms, one after another. */
  async prepare(): Promise<void> {
    this.peers = await peersOf([TARGET, SOURCE, OTHER] as const, { baseStations: { [SOURCE]: [ID.harbour] } });
  }

  async begin(environment: Record<string, string> = {}): Promise<void> {
    this.clock = new TestClock();
    this.source = await FakePeer.listening(this.peers[SOURCE]);
    this.environment = { ...this.peers[TARGET].environment, MEC_BASE_STATIONS: OWN, ...environment };
    this.platform = await startPlatform({ clock: this.clock, environment: this.environment });
    await buildTown(this.radio);
    this.application = await this.run('analytics');
  }

  get api(): SpecAgent {
    return specAgent(this.platform);
  }

  /** Mp3 as the source speaks it, or another peer. */
  mp3(as: typeof SOURCE | typeof OTHER = SOURCE): SpecAgent {
    return mp3Agent(this.platform, this.peers[as].certificate);
  }

  get radio(): Radio {
    return new Radio(this.api);
  }

  /** Another process in its place on the same database; `meanwhile` happens while none runs. */
  async restart({ meanwhile, environment = {} }: { meanwhile?: () => Promise<void> | void; environment?: Record<string, string> } = {}): Promise<void> {
    await this.platform.stop();
    await meanwhile?.();
    this.platform = await startPlatform({ clock: this.clock, environment: { ...this.environment, DATABASE_URL: this.platform.databaseUrl, ...environment } });
  }

  /** Answers the id of a new running instance of an application. */
  async run(appName: string, appInstanceId: string = newId()): Promise<string> {
    await this.instances((instances, transaction) => instances.create(transaction, { appInstanceId, appName, origin: 'SEED' }));
    return appInstanceId;
  }

  endApplication(appInstanceId = this.application): Promise<void> {
    return this.instances((instances, transaction) => instances.end(transaction, appInstanceId));
  }

  async stopApplication(appInstanceId = this.application): Promise<void> {
    await this.instances((instances, transaction) => instances.transit(transaction, appInstanceId, 'begin to stop'));
    await this.instances((instances, transaction) => instances.transit(transaction, appInstanceId, 'finish stopping'));
  }

  /** Hands over; answers the status that the target tells. */
  async stage(content: Transfer = transfer(), handoverId: string = newId()): Promise<HandoverStatus> {
    return (await this.mp3().put(mp3Path(handoverId)).send(content).expect(201)).body as HandoverStatus;
  }

  /** The source cancels. */
  cancel(handoverId: string, status = 200, epoch = transfer().epoch) {
    return this.mp3().put(mp3Path(handoverId, 'cancellation')).send({ sourcePlatformId: SOURCE, epoch, reason: 'RADIO_CANCELLED' }).expect(status);
  }

  /** The car, which is at the casino with a rule of this platform, is handed over to the source's platform; answers the id of the handover. */
  async giveAway(): Promise<string> {
    const { body } = await this.api.get(trafficRuleOf(this.application, 'camera'));
    if ((body as { trafficRuleId?: string }).trafficRuleId === undefined) await this.api.post(managedTrafficRulesOf(this.application)).send(rule()).expect(201);
    await this.goes('car', 'harbour', 'casino');
    await this.radio.tell({ kind: 'HANDOVER', ue: 'car', sourceCell: 'casino', targetCells: ['harbour'], hoStatus: 1 });
    return eventually(async () => {
      const found = (await this.api.get(`${HANDOVERS}?role=SOURCE&state=TRANSFERRED`).expect(200)).body as MepHandover[];
      return found[0]!.handoverId;
    });
  }

  /** The radio network tells that a UE has come to a cell. */
  async goes(ue: 'car' | 'van', from: Place, to: Place): Promise<void> {
    await this.radio.tell({ kind: 'HANDOVER', ue, sourceCell: from, targetCells: [to], hoStatus: 3 });
  }

  /** The car comes to the casino, which the platform finds out at the latest when it looks the next time. */
  async attach(): Promise<void> {
    await this.goes('car', 'harbour', 'casino');
    await this.clock.advance(5000);
  }

  async read(handoverId: string): Promise<MepHandover> {
    return (await this.api.get(`${HANDOVERS}/${handoverId}`).expect(200)).body as MepHandover;
  }

  until(handoverId: string, state: MepHandover['state']): Promise<MepHandover> {
    return eventually(async () => {
      const handover = await this.read(handoverId);
      expect(handover.state).toBe(state);
      return handover;
    });
  }

  /** Lets time pass in small steps until the handover is in a state. */
  async passUntil(handoverId: string, state: MepHandover['state'], stepMs = 100): Promise<MepHandover> {
    return eventually(async () => {
      await this.clock.advance(stepMs);
      const handover = await this.read(handoverId);
      expect(handover.state).toBe(state);
      return handover;
    });
  }

  /** What an application sees of its rule. */
  async stateOfRule(trafficRuleId: string, appInstanceId = this.application): Promise<'ACTIVE' | 'INACTIVE' | 'absent'> {
    const { status, body } = await this.api.get(trafficRuleOf(appInstanceId, trafficRuleId));
    return status === 404 ? 'absent' : (body as { state: 'ACTIVE' | 'INACTIVE' }).state;
  }

  private instances<T>(work: (instances: AppInstances, transaction: Parameters<Parameters<UnitOfWork['run']>[0]>[0]) => Promise<T>): Promise<T> {
    const { app } = this.platform.server;
    return app.get(UnitOfWork, { strict: false }).run((transaction) => work(app.get(AppInstances, { strict: false }), transaction));
  }
}

/** The same world for all tests of the `describe` that calls this. */
export function useOneTarget(environment: Record<string, string> = {}): TargetWorld {
  const world = new TargetWorld();
  beforeAll(async () => {
    await world.prepare();
    await world.begin(environment);
  });
  return world;
}

const METHODS = ['get', 'head', 'post', 'put', 'patch', 'delete', 'options'] as const;

/** Agents of a world that begins later. */
export const agentIn = (agent: () => SpecAgent): SpecAgent => Object.fromEntries(METHODS.map((method) => [method, (path: string) => agent()[method](path)])) as SpecAgent;

/** For each test of the `describe` that calls this. */
export function useTarget(environment: Record<string, string> = {}): TargetWorld {
  const world = new TargetWorld();
  beforeAll(() => world.prepare());
  beforeEach(() => world.begin(environment));
  return world;
}
