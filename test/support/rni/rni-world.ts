import type { AddressInfo } from 'node:net';
import { CallbackListener } from '../news/callback-listener.js';
import type { Told } from '../news/told.js';
import { WebsocketConsumer } from '../news/websocket-consumer.js';
import { specAgent, type SpecAgent } from '../spec-agent.js';
import { World } from '../world.js';
import { buildHarbour } from './harbour.js';
import { Radio } from './radio.js';
import { RNI_SUBSCRIPTIONS, subscribeToRni } from './rni.js';
import { pathOf } from '../service-management.js';

/** A platform, its time, and a subscriber at a callback. */
export class RniWorld extends World {
  readonly callback = new CallbackListener();

  /** Without a harbour. */
  static async begun(environment: Record<string, string> = {}): Promise<RniWorld> {
    const world = new RniWorld();
    await world.begin({ environment: { MEC_NOTIFY_TIMEOUT_MS: '60000', ...environment } });
    return world;
  }

  get api(): SpecAgent {
    return specAgent(this.platform);
  }

  get origin(): string {
    return `http://127.0.0.1:${(this.platform.http.address() as AddressInfo).port}`;
  }

  get radio(): Radio {
    return new Radio(this.api);
  }

  /** Answers the path of the subscription. */
  subscribeTo(about: { subscriptionType: string; callbackReference?: string; [attribute: string]: unknown }): Promise<string> {
    return subscribeToRni(this.api, { ...about, callbackReference: about.callbackReference ?? this.callback.url });
  }

  /** Subscribes over a websocket; answers where that is opened, at the address that the platform has in fact. */
  async websocketTo(about: object): Promise<{ path: string; uri: string }> {
    const { body, headers } = await this.api.post(RNI_SUBSCRIPTIONS).send({ ...about, websockNotifConfig: { requestWebsocketUri: true } }).expect(201);
    const { pathname } = new URL((body as { websockNotifConfig: { websocketUri: string } }).websockNotifConfig.websocketUri);
    return { path: pathOf(String(headers['location'])), uri: `${this.origin.replace('http', 'ws')}${pathname}` };
  }

  connect(uri: string, protocol: 'json' | 'http' = 'http'): Promise<WebsocketConsumer> {
    return WebsocketConsumer.connect(uri, protocol);
  }

  /** So many seconds from now, as the documents write it. */
  inSeconds(seconds: number) {
    const at = this.clock.now() + seconds * 1000;
    return { seconds: Math.floor(at / 1000), nanoSeconds: (at % 1000) * 1_000_000 };
  }

  /** The car measures its distance to the quay, so often; the values count from 1. */
  async measure(count: number, from = 1): Promise<void> {
    for (let timingAdvance = from; timingAdvance < from + count; timingAdvance++) await this.radio.tell({ kind: 'TIMING_ADVANCE', ue: 'car', cell: 'quay', timingAdvance });
  }
}

/** Timing advance of anybody. */
export const TIMING_ADVANCE = { subscriptionType: 'MeasTaSubscription', filterCriteriaAssoc: {} };

/** What arrived: the measured values, or else the type. */
export const measured = (told: readonly Told[]) => told.map(({ body }) => body['timingAdvance'] ?? body.notificationType);

/** The same without what came again. */
export const measuredOnce = (told: readonly Told[]) => measured([...new Map(told.map((one) => [one.id, one])).values()]);

export const upTo = (count: number) => Array.from({ length: count }, (_, index) => index + 1);

/** For each test of the `describe` that calls this: a platform with the harbour. */
export function useRni(environment: Record<string, string> = {}): RniWorld {
  const world = new RniWorld();
  beforeEach(async () => {
    await world.begin({ environment: { MEC_NOTIFY_TIMEOUT_MS: '60000', ...environment } });
    await world.callback.listen();
    await buildHarbour(world.radio);
  });
  return world;
}
