import { randomUUID } from 'node:crypto';
import type { Response, Test } from 'supertest';
import type { components as AppSupport } from '../../src/generated/mec011-app-support.js';
import type { components as Mm5 } from '../../src/generated/mm5.js';
import { EventLog } from '../../src/modules/common/events/index.js';
import { Database, sql } from '../../src/modules/common/persistence/index.js';
import { DataPlane } from '../../src/modules/data-plane/index.js';
import { eventually } from './eventually.js';
import { startPlatform, type TestPlatform } from './platform.js';
import { pathOf } from './service-management.js';
import { type SpecAgent, specAgent } from './spec-agent.js';
import { TestClock } from './test-clock.js';

export type AppInfo = AppSupport['schemas']['AppInfo'];
export type AppTerminationNotification = AppSupport['schemas']['AppTerminationNotification'];
export type OperationAction = AppSupport['schemas']['OperationAction'];
export type RuleState = AppSupport['schemas']['RuleState'];
export type AppInstance = Mm5['schemas']['AppInstance'];

const APP_SUPPORT = '/mec_app_support/v2';
export const REGISTRATIONS = `${APP_SUPPORT}/registrations`;
export const APP_INSTANCES = '/mm5/v1/app_instances';

export const applicationOf = (appInstanceId: string) => `${APP_SUPPORT}/applications/${appInstanceId}`;
export const instanceOf = (appInstanceId: string) => `${APP_INSTANCES}/${appInstanceId}`;

/** A rule as a client reads it, of either kind. */
export type Rule = Record<string, unknown> & { state: RuleState };

/** The kinds of rules, and how they differ for a client. */
export const RULE_KINDS = {
  traffic: {
    resource: 'traffic_rules',
    idAttribute: 'trafficRuleId',
    body: (changes: object = {}) => ({
      filterType: 'FLOW',
      priority: 10,
      trafficFilter: [{ srcAddress: ['10.45.0.0/16'], dstAddress: ['198.51.100.20'], dstPort: ['8085'], protocol: ['tcp'] }],
      action: 'DROP',
      state: 'ACTIVE',
      ...changes,
    }),
    /** Another rule each time. */
    changed: (number: number) => ({ priority: number % 256 }),
  },
  dns: {
    resource: 'dns_rules',
    idAttribute: 'dnsRuleId',
    body: (changes: object = {}) => ({ domainName: 'app.edge.example', ipAddressType: 'IP_V4', ipAddress: '192.0.2.10', ttl: 60, state: 'ACTIVE', ...changes }),
    changed: (number: number) => ({ ttl: number }),
  },
} as const;

export type RuleKindName = keyof typeof RULE_KINDS;

/** An application that the platform did not start. */
export const appInfo = (changes: Partial<AppInfo> = {}): AppInfo => ({
  appName: 'test application',
  endpoint: { uris: ['http://192.0.2.10:8085/app/v1'] },
  isInsByMec: false,
  ...changes,
});

interface Options {
  clock?: TestClock;
  environment?: Record<string, string>;
}

const everywhere = { strict: false };

/** A running platform as applications (Mp1) and a platform manager (Mm5) use it. */
export class ManagedApplications {
  platform!: TestPlatform;
  clock!: TestClock;
  api!: SpecAgent;

  /** Forgets all that was, and starts a platform. */
  async begin({ clock = new TestClock(), environment = {} }: Options = {}): Promise<void> {
    this.clock = clock;
    this.platform = await startPlatform({ clock, environment });
    this.api = specAgent(this.platform);
  }

  /** Stops the platform, lets time pass, and starts another one on its database. */
  async restart(milliseconds = 0): Promise<void> {
    await this.platform.stop();
    await this.clock.advance(milliseconds);
    await this.begin({ clock: this.clock, environment: { DATABASE_URL: this.platform.databaseUrl } });
  }

  get dataPlane(): DataPlane {
    return this.platform.server.app.get(DataPlane, everywhere);
  }

  get eventLog(): EventLog {
    return this.platform.server.app.get(EventLog, everywhere);
  }

  /** Registers an application; answers its id. */
  async register(changes: Partial<AppInfo> = {}): Promise<string> {
    const { body } = await this.api.post(REGISTRATIONS).send(appInfo({ appInstanceId: randomUUID(), ...changes })).expect(201);
    return (body as { appInstanceId: string }).appInstanceId;
  }

  /** Subscribes to being told of the end. Answers the path of the subscription. */
  async subscribeToEnd(appInstanceId: string, callbackReference: string): Promise<string> {
    const body = { subscriptionType: 'AppTerminationNotificationSubscription', callbackReference, appInstanceId };
    const { headers } = await this.api.post(`${applicationOf(appInstanceId)}/subscriptions`).send(body).expect(201);
    return pathOf(String(headers['location']));
  }

  rulesOf(appInstanceId: string, kind: RuleKindName): string {
    return `${instanceOf(appInstanceId)}/${RULE_KINDS[kind].resource}`;
  }

  /** Gives an application a rule. Answers the rule's path below Mm5. */
  async addRule(appInstanceId: string, kind: RuleKindName, changes: object = {}): Promise<string> {
    const { headers } = await this.api.post(this.rulesOf(appInstanceId, kind)).send(RULE_KINDS[kind].body(changes)).expect(201);
    return pathOf(String(headers['location']));
  }

  async rule(path: string): Promise<Rule> {
    return (await this.api.get(path).expect(200)).body as Rule;
  }

  async instance(appInstanceId: string): Promise<AppInstance> {
    return (await this.api.get(instanceOf(appInstanceId)).expect(200)).body as AppInstance;
  }

  terminate(appInstanceId: string, operationAction: OperationAction, maxGracefulTimeout: number): Test {
    return this.api.post(`${instanceOf(appInstanceId)}/terminate`).send({ operationAction, maxGracefulTimeout });
  }

  confirm(appInstanceId: string, operationAction: OperationAction): Test {
    return this.api.post(`${applicationOf(appInstanceId)}/confirm_termination`).send({ operationAction });
  }

  ready(appInstanceId: string): Test {
    return this.api.post(`${applicationOf(appInstanceId)}/confirm_ready`).send({ indication: 'READY' });
  }

  /** Lets time pass, step by step, until a check passes. */
  async passTimeUntil<T>(check: () => T | Promise<T>, step = 500): Promise<T> {
    return eventually(async () => {
      await this.clock.advance(step);
      return check();
    });
  }

  rows<Row>(statement: string): Promise<Row[]> {
    return this.platform.server.app.get(Database, everywhere).read((manager) => sql<Row>(manager, statement));
  }

  /** How often two units of work on this database have waited for each other, until PostgreSQL ended one of them; SQLite has no such thing. */
  async deadlocks(): Promise<number> {
    if (globalThis.DATABASE === 'sqlite') return 0;
    const [row] = await this.rows<{ deadlocks: string }>('SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()');
    return Number(row!.deadlocks);
  }

  /** How many rows the tables hold in which something is kept for application instances. */
  async leftOver(): Promise<Record<string, number>> {
    const counts = await Promise.all(
      TABLES.map(async (table) => {
        const [row] = await this.rows<{ count: number | string }>(`SELECT count(*) AS count FROM ${table}`);
        return [table, Number(row!.count)] as const;
      }),
    );
    return Object.fromEntries(counts.filter(([, count]) => count > 0));
  }
}

/** Every table with rows of application instances. */
export const TABLES = ['app_instance', 'registration', 'termination', 'app_rule', 'service', 'subscription'] as const;

/** The entity tag of an answer. */
export const etagOf = ({ headers }: Response): string => String(headers['etag']);

/** One platform for all tests of the `describe` that calls this. */
export function useApplications(environment: Record<string, string> = {}): ManagedApplications {
  const world = new ManagedApplications();
  beforeAll(() => world.begin({ environment }));
  return world;
}

/** The same, and for each test another one: for tests that restart it. */
export function useApplicationsAnew(environment: Record<string, string> = {}): ManagedApplications {
  const world = new ManagedApplications();
  beforeEach(() => world.begin({ environment }));
  return world;
}
