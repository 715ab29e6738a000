import { randomUUID } from 'node:crypto';
import request from 'supertest';
import { AppInstances } from '../../src/modules/app-instance/index.js';
import { EventLog } from '../../src/modules/common/events/index.js';
import { Database, sql } from '../../src/modules/common/persistence/index.js';
import { UnitOfWork } from '../../src/modules/common/unit-of-work/index.js';
import { ServiceRegistry } from '../../src/modules/service-registry/index.js';
import type { components } from '../../src/generated/mec011-service-management.js';
import { whilePassing } from './in-time.js';
import { serviceRegistration } from './factories.js';
import { startPlatform, type TestPlatform } from './platform.js';
import { Sink } from './sink.js';
import { TestClock } from './test-clock.js';

type Schemas = components['schemas'];

interface DeliveryCounts {
  pending: number;
  delivered: number;
  failedAttempts: number;
  givenUp: number;
}

interface WorldOptions {
  clock?: TestClock;
  environment?: Record<string, string>;
}

export const registration = (serName: string) => serviceRegistration({ serName });

const everywhere = { strict: false };

/** What the platform lists of its own. */
const OWN_SERVICES = ['mec_app_support', 'mec_service_mgmt', 'rni'];

/** A running platform, and what applications and time do to it. */
export class World {
  platform!: TestPlatform;
  clock!: TestClock;

  static async start(options: WorldOptions = {}): Promise<World> {
    const world = new World();
    await world.begin(options);
    return world;
  }

  /** Forgets all that was, and starts a platform. */
  async begin({ clock = new TestClock(), environment = {} }: WorldOptions = {}): Promise<void> {
    this.clock = clock;
    this.platform = await startPlatform({ clock, environment });
  }

  /** Another platform on the same database, at the same time of the day. */
  beside(environment: Record<string, string> = {}): Promise<World> {
    return World.start({ clock: this.clock, environment: { ...environment, DATABASE_URL: this.platform.databaseUrl } });
  }

  /** Another platform in the place of this one. */
  async restart(): Promise<void> {
    await this.platform.stop();
    ({ platform: this.platform } = await this.beside());
  }

  get unitOfWork(): UnitOfWork {
    return this.platform.server.app.get(UnitOfWork, everywhere);
  }

  get appInstances(): AppInstances {
    return this.platform.server.app.get(AppInstances, everywhere);
  }

  get registry(): ServiceRegistry {
    return this.platform.server.app.get(ServiceRegistry, everywhere);
  }

  get eventLog(): EventLog {
    return this.platform.server.app.get(EventLog, everywhere);
  }

  get database(): Database {
    return this.platform.server.app.get(Database, everywhere);
  }

  async startInstance(appInstanceId: string = randomUUID()): Promise<string> {
    await this.unitOfWork.run((transaction) => this.appInstances.create(transaction, { appInstanceId, appName: 'test', origin: 'SEED' }));
    return appInstanceId;
  }

  endInstance(appInstanceId: string): Promise<void> {
    return this.unitOfWork.run((transaction) => this.appInstances.end(transaction, appInstanceId));
  }

  /** Answers the path of the subscription. */
  async subscribe(appInstanceId: string, callbackReference: string, filteringCriteria: Schemas['ServiceFilteringCriteria'] = {}): Promise<string> {
    const body = { subscriptionType: 'SerAvailabilityNotificationSubscription', callbackReference, filteringCriteria };
    const { headers } = await request(this.platform.http).post(`${applicationPath(appInstanceId)}/subscriptions`).send(body).expect(201);
    return new URL(headers['location'] as string).pathname;
  }

  /** Answers the path of the service. */
  async register(appInstanceId: string, serName: string): Promise<string> {
    const { headers } = await request(this.platform.http).post(`${applicationPath(appInstanceId)}/services`).send(registration(serName)).expect(201);
    return new URL(headers['location'] as string).pathname;
  }

  /** Registers many services in one unit of work, in the order of their names. */
  registerAll(appInstanceId: string, names: string[]): Promise<void> {
    return this.unitOfWork.run(async (transaction) => {
      for (const name of names) await this.registry.registerIn(transaction, appInstanceId, registration(name), randomUUID());
    });
  }

  async remove(path: string): Promise<void> {
    await request(this.platform.http).delete(path).expect(204);
  }

  /** Names of the application services that a consumer finds. */
  async serviceNames(): Promise<string[]> {
    const { body } = await request(this.platform.http).get('/mec_service_mgmt/v1/services').expect(200);
    return (body as Schemas['ServiceInfo'][]).map(({ serName }) => serName).filter((name) => !OWN_SERVICES.includes(name));
  }

  async counts(): Promise<DeliveryCounts> {
    const { body } = await request(this.platform.http).get('/health/ready').expect(200);
    return (body as { notifications: DeliveryCounts }).notifications;
  }

  rows<Row>(statement: string): Promise<Row[]> {
    return this.database.read((manager) => sql<Row>(manager, statement));
  }

  /** Numbers of the events that the log still holds. */
  async logged(): Promise<number[]> {
    return (await this.eventLog.read(0)).map(({ seq }) => seq);
  }

  /** Lets time pass, step by step, until a check passes. */
  async passTimeUntil(check: () => unknown, step = 1000): Promise<void> {
    await whilePassing((milliseconds) => this.clock.advance(milliseconds), check, step);
  }
}

export const applicationPath = (appInstanceId: string) => `/mec_service_mgmt/v1/applications/${appInstanceId}`;

/** first-1, first-2 and so on. */
export const numbered = (name: string, count: number) => Array.from({ length: count }, (_, index) => `${name}-${index + 1}`);

interface WorldInUse {
  world: World;
  sink: Sink;
  /** Id of an application instance. */
  instance: string;
}

/** For each test of the `describe` that calls this: a platform on an empty database, a subscriber and an application instance. */
export function useWorld(environment: Record<string, string> = {}): WorldInUse {
  const world = new World();
  const sink = new Sink();
  const instance = randomUUID();
  beforeEach(async () => {
    await world.begin({ environment });
    await sink.listen();
    await world.startInstance(instance);
  });
  return { world, sink, instance };
}
