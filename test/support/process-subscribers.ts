import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import type { components } from '../../src/generated/mec011-service-management.js';
import { cleanUp } from './clean-up.js';

type Notification = components['schemas']['ServiceAvailabilityNotification'];
export type ChangeType = components['schemas']['ServiceChangeType'];

/** A notification as it arrived. */
export interface Arrival {
  /** OpenMEP-Notification-Id. */
  id: string;
  seq: number;
  serName: string;
  changeType: ChangeType;
  /** The same id came before. */
  repeated: boolean;
}

const POLL_MS = 50;

async function readBody(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of request.setEncoding('utf8')) text += chunk;
  return text;
}

/** Receives the notifications of several subscriptions, each at a path named as its subscriptionId. */
export class Subscribers {
  readonly faults: string[] = [];
  /** Called before a notification is acknowledged. */
  beforeAnswer: (arrival: Arrival) => Promise<void> | void = () => undefined;
  private readonly arrivals = new Map<string, Arrival[]>();
  private readonly bodies = new Map<string, string>();

  private constructor(private readonly server: Server, readonly subscriptionIds: string[]) {
    for (const id of subscriptionIds) this.arrivals.set(id, []);
  }

  static async listen(subscriptionIds: string[]): Promise<Subscribers> {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const subscribers = new Subscribers(server, subscriptionIds);
    server.on('request', (request: IncomingMessage, response: ServerResponse) => {
      subscribers.take(request, response).catch((error: Error) => response.destroy(error));
    });
    cleanUp(() => {
      server.closeAllConnections();
      server.close();
    });
    return subscribers;
  }

  callback(subscriptionId: string): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/${subscriptionId}`;
  }

  /** For the seed file. */
  get seedSection(): object[] {
    return this.subscriptionIds.map((subscriptionId) => ({
      subscriptionId,
      subscriptionType: 'SerAvailabilityNotificationSubscription',
      callbackReference: this.callback(subscriptionId),
    }));
  }

  /** What has come for a subscription, without repetitions, in the order of the first deliveries. */
  firstDeliveries(subscriptionId: string): Arrival[] {
    return this.arrivals.get(subscriptionId)!.filter(({ repeated }) => !repeated);
  }

  get repetitions(): number {
    return [...this.arrivals.values()].flat().filter(({ repeated }) => repeated).length;
  }

  /** Waits until every subscription has been told of this change. */
  async untilAllKnow(serName: string, changeType: ChangeType, timeoutMs: number): Promise<void> {
    const knows = (id: string) => this.arrivals.get(id)!.some((arrival) => arrival.serName === serName && arrival.changeType === changeType);
    for (const deadline = Date.now() + timeoutMs; Date.now() < deadline; await pause(POLL_MS)) if (this.subscriptionIds.every(knows)) return;
    const missing = this.subscriptionIds.filter((id) => !knows(id));
    throw new Error(`${missing.length} subscription(s) were not told that ${serName} was ${changeType}: ${missing.join(', ')}`);
  }

  private async take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const subscriptionId = request.url!.slice(1);
    const body = await readBody(request);
    const arrival = this.note(subscriptionId, String(request.headers['openmep-notification-id']), body);
    if (arrival) await this.beforeAnswer(arrival);
    response.writeHead(204).end();
  }

  private note(subscriptionId: string, id: string, text: string): Arrival | undefined {
    const known = this.arrivals.get(subscriptionId);
    const seq = Number(id.slice(subscriptionId.length + 1));
    if (!known || id !== `${subscriptionId}-${seq}` || !Number.isSafeInteger(seq)) {
      this.faults.push(`A notification of ${subscriptionId} has the id ${id}.`);
      return undefined;
    }
    const before = this.bodies.get(id);
    if (before !== undefined && before !== text) this.faults.push(`${id} was repeated with another body.`);
    this.bodies.set(id, text);
    const [reference] = (JSON.parse(text) as Notification).serviceReferences;
    const arrival = { id, seq, serName: reference!.serName, changeType: reference!.changeType, repeated: before !== undefined };
    known.push(arrival);
    return arrival;
  }
}
