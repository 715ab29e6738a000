import type { AddressInfo } from 'node:net';
import { request } from 'undici';
import { Database, sql } from '../../../src/modules/common/persistence/index.js';
import { EventLog } from '../../../src/modules/common/events/index.js';
import { DeliveryCounters, Dispatcher } from '../../../src/modules/notifications/index.js';
import { cleanUp } from '../clean-up.js';
import { createDatabase } from '../database.js';
import { whilePassing } from '../in-time.js';
import { settingsFor } from '../platform.js';
import { TestClock } from '../test-clock.js';
import { CallbackListener } from './callback-listener.js';
import type { NewsSubscriptionBody } from './news.controller.js';
import type { News } from './news-kind.js';
import { NewsPlatform } from './news-platform.js';
import { WebsocketConsumer } from './websocket-consumer.js';

export interface Answered {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  body: { [attribute: string]: unknown; callbackReference?: string; websockNotifConfig?: { websocketUri: string }; detail?: string };
}

/** The news at an address. */
export class NewsClient {
  constructor(private readonly origin: () => string) {}

  async send(method: 'GET' | 'POST' | 'PUT' | 'DELETE', path: string, body?: object, headers: Record<string, string> = {}): Promise<Answered> {
    const answer = await request(`${this.origin()}${path}`, { method, headers: { 'content-type': 'application/json', ...headers }, body: body ? JSON.stringify(body) : null });
    const text = await answer.body.text();
    return { status: answer.statusCode, headers: answer.headers, body: (text ? JSON.parse(text) : {}) as Answered['body'] };
  }

  /** Answers the path of the subscription. */
  async subscribe(body: NewsSubscriptionBody): Promise<string> {
    const { status, headers, body: answer } = await this.send('POST', '/news/subscriptions', body);
    if (status !== 201) throw new Error(`A subscription is answered ${status}: ${answer.detail}`);
    return `/news/subscriptions/${String(headers['location']).split('/').at(-1)}`;
  }

  /** Publishes in one unit of work; a text is news of the place "here". */
  async publish(...news: (string | (News & { weather?: boolean }))[]): Promise<void> {
    const { status } = await this.send('POST', '/news', news.map((one) => (typeof one === 'string' ? { place: 'here', text: one } : one)));
    if (status !== 204) throw new Error(`News are answered ${status}.`);
  }

  /** Where the subscription is told, at the address that the platform has in fact. */
  async websocketUri(path: string): Promise<string> {
    const { body } = await this.send('GET', path);
    const { pathname } = new URL(body.websockNotifConfig!.websocketUri);
    return `${this.origin().replace('http', 'ws')}${pathname}`;
  }
}

/** A platform that has news, its time, and a subscriber at a callback. */
export class NewsWorld {
  readonly callback = new CallbackListener();
  readonly client = new NewsClient(() => this.origin);
  platform!: NewsPlatform;
  databaseUrl!: string;

  constructor(readonly clock = new TestClock()) {}

  async begin(environment: Record<string, string>): Promise<void> {
    const database = await createDatabase();
    cleanUp(() => database.remove());
    this.databaseUrl = database.url;
    await this.callback.listen();
    await this.start(environment);
  }

  async start(environment: Record<string, string> = {}): Promise<void> {
    const settings = await settingsFor({ ...environment, DATABASE_URL: this.databaseUrl });
    const platform = await NewsPlatform.start(settings, this.clock);
    let stopped: Promise<void> | undefined;
    const stop = platform.stop.bind(platform);
    platform.stop = () => (stopped ??= stop());
    cleanUp(() => platform.stop());
    await platform.listen(0);
    this.platform = platform;
  }

  get origin(): string {
    return `http://127.0.0.1:${(this.platform.app.getHttpServer().address() as AddressInfo).port}`;
  }

  get counters(): DeliveryCounters {
    return this.platform.app.get(DeliveryCounters, { strict: false });
  }

  get dispatcher(): Dispatcher {
    return this.platform.app.get(Dispatcher, { strict: false });
  }

  get eventLog(): EventLog {
    return this.platform.app.get(EventLog, { strict: false });
  }

  /** Subscribes over a websocket and connects. */
  async listenTo(body: NewsSubscriptionBody = {}): Promise<{ path: string; uri: string; consumer: WebsocketConsumer }> {
    const path = await this.client.subscribe({ websockNotifConfig: { requestWebsocketUri: true }, ...body });
    const uri = await this.client.websocketUri(path);
    return { path, uri, consumer: await WebsocketConsumer.connect(uri) };
  }

  rows<Row>(statement: string): Promise<Row[]> {
    return this.platform.app.get(Database, { strict: false }).read((manager) => sql<Row>(manager, statement));
  }

  /** Lets time pass, step by step, until a check passes. */
  async passTimeUntil(check: () => unknown, step = 1000): Promise<void> {
    await whilePassing((milliseconds) => this.clock.advance(milliseconds), check, step);
  }

  /** So many seconds from now, as the documents write it. */
  inSeconds(seconds: number) {
    const at = this.clock.now() + seconds * 1000;
    return { seconds: Math.floor(at / 1000), nanoSeconds: (at % 1000) * 1_000_000 };
  }
}

/** For each test of the `describe` that calls this: a platform on an empty database. */
export function useNews(environment: Record<string, string> = {}): NewsWorld {
  const world = new NewsWorld();
  beforeEach(() => world.begin({ MEC_NOTIFY_TIMEOUT_MS: '60000', ...environment }));
  return world;
}
