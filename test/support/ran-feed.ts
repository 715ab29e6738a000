import type { AddressInfo } from 'node:net';
import { EventLog } from '../../src/modules/common/events/index.js';
import { eventually } from './eventually.js';
import { startPlatform, type TestPlatform } from './platform.js';
import { load, read, scenario, type Schemas, step } from './ran.js';
import { type SpecAgent, specAgent } from './spec-agent.js';
import { TestClock } from './test-clock.js';

const everywhere = { strict: false };

export const portOf = ({ http }: TestPlatform): number => (http.address() as AddressInfo).port;
export const feedUrl = (platform: TestPlatform) => `http://127.0.0.1:${portOf(platform)}/ran/v1`;
export const eventLogOf = ({ server }: TestPlatform): EventLog => server.app.get(EventLog, everywhere);

/** What has happened in the network of a platform, as its log holds it. */
export async function happenedAt(platform: TestPlatform): Promise<unknown[]> {
  const logged = await eventLogOf(platform).read(0, 1_000_000);
  return logged.filter(({ topic }) => topic === 'ran.event').map(({ payload }) => payload);
}

/** A scenario in which much happens: a car goes from cell to cell and back, reports each second, and is handed over. */
export const livelyScenario = (): Schemas['Scenario'] => {
  const { baseStations, cells, ues } = scenario();
  const road = { latitude: 43.734, longitude: 7.42 };
  const end = { latitude: 43.7402, longitude: 7.429 };
  return scenario({
    configuration: {
      seed: 7,
      shadowing: false,
      reportConfigs: [
        { id: 'second', rat: 'EUTRA', trigger: 'PERIODICAL', reportInterval: 1000, reportAmount: 0 },
        { id: 'a3', rat: 'EUTRA', trigger: 'A3', offset: 3, timeToTrigger: 320, startsHandover: true },
        { id: 'b2', rat: 'EUTRA', trigger: 'B2', threshold1: -70, threshold2: -120, timeToTrigger: 320, startsHandover: true },
      ],
    },
    baseStations,
    cells: cells.map((cell) => ({ ...cell, neighbours: cells.map(({ id }) => id).filter((id) => id !== cell.id) })),
    ues: [...ues, { id: 'bus-1', associateId: [{ type: 1, value: '10.45.0.9' }], mobility: { model: 'STRAIGHT_ROAD', from: road, to: end, speed: 30, returns: true }, bearers: [{ erabId: 5, qci: 9, offeredDl: 3_000_000, offeredUl: 100_000 }] }],
    schedule: [3, 8, 13].map((at, index) => ({ at, event: { kind: 'BEARER', ue: 'car-1', change: index === 1 ? 'RELEASED' : 'ESTABLISHED', bearer: { erabId: 7, qci: 8 } } })),
  });
};

/** A platform with a radio network, and one that follows it. */
export class FollowedWorld {
  source!: TestPlatform;
  follower!: TestPlatform;
  api!: SpecAgent;
  shown!: SpecAgent;
  readonly clock = new TestClock();
  private feed = '';

  async begin(): Promise<void> {
    this.source = await startPlatform({ clock: this.clock });
    this.api = specAgent(this.source);
    this.feed = feedUrl(this.source);
    await load(this.api, livelyScenario());
    await this.beginFollower();
  }

  async beginFollower(databaseUrl?: string): Promise<void> {
    const environment = { MEC_RAN_FEED: this.feed, ...(databaseUrl !== undefined && { DATABASE_URL: databaseUrl }) };
    this.follower = await startPlatform({ clock: new TestClock(), environment });
    this.shown = specAgent(this.follower);
  }

  async restartFollower(): Promise<void> {
    await this.follower.stop();
    await this.beginFollower(this.follower.databaseUrl);
  }

  step(milliseconds: number) {
    return step(this.api, milliseconds);
  }

  /** Until the follower shows what the source shows. */
  async inStep(): Promise<void> {
    await eventually(async () => expect(await this.view(this.shown)).toEqual(await this.view(this.api)));
  }

  /** Everything that both show alike. */
  async view(api: SpecAgent): Promise<object> {
    const { seq: _seq, clock, ueStates, cellStates, ...snapshot } = await read<Schemas['Snapshot']>(api, 'snapshot');
    const timeless = <T extends { time?: string }>(states: T[]) => states.map(({ time: _time, ...state }) => state);
    return { ...snapshot, clock: { ...clock, time: undefined }, ueStates: timeless(ueStates), cellStates: timeless(cellStates), scenario: await read(api, 'scenario') };
  }

  /** What the source tells its followers of, from the first that the follower has taken over. */
  async sameEvents(from = 0): Promise<void> {
    await eventually(async () => expect(await happenedAt(this.follower)).toEqual((await happenedAt(this.source)).slice(from)));
  }
}

export function useFollowedWorld(): FollowedWorld {
  const world = new FollowedWorld();
  beforeEach(() => world.begin());
  return world;
}
