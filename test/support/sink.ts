import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import type { components } from '../../src/generated/mec011-service-management.js';
import { cleanUp } from './clean-up.js';

type Notification = components['schemas']['ServiceAvailabilityNotification'];

export interface Received {
  path: string;
  notificationId: string;
  serName: string;
  changeType: string;
  body: Notification;
}

/** Decides what is answered, here and now or later, or never. */
export type Answer = (received: Received, response: ServerResponse) => void;

export const status =
  (code: number, headers: Record<string, string> = {}): Answer =>
  (_received, response) =>
    void response.writeHead(code, headers).end();

export const never: Answer = () => undefined;

/** A subscriber that answers as a test tells it to, and remembers what came. */
export class Sink {
  readonly received: Received[] = [];
  answer: Answer = status(204);
  private server!: Server;

  static async open(): Promise<Sink> {
    const sink = new Sink();
    await sink.listen();
    return sink;
  }

  /** Forgets all that was, and listens until the test is over. */
  async listen(): Promise<void> {
    this.received.length = 0;
    this.answer = status(204);
    this.server = createServer((request, response) => void this.take(request, response)).listen(0, '127.0.0.1');
    await once(this.server, 'listening');
    cleanUp(() => this.close());
  }

  url(path = '/callback'): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}${path}`;
  }

  /** Names of the services that notifications were about, in the order of their coming. */
  names(path = '/callback'): string[] {
    return this.received.filter((one) => one.path === path).map(({ serName }) => serName);
  }

  /** As `names`, without those that came again because they were not taken. */
  namesOnce(path = '/callback'): string[] {
    const first = new Map(this.received.filter((one) => one.path === path).map((one) => [one.notificationId, one.serName]));
    return [...first.values()];
  }

  /** Closes it, together with the requests that are still waiting for an answer. */
  async close(): Promise<void> {
    if (!this.server.listening) return;
    this.server.close();
    this.server.closeAllConnections();
    await once(this.server, 'close');
  }

  private async take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = JSON.parse((await text(request)) || '{"serviceReferences":[]}') as Notification;
    const { serName = '', changeType = '' } = body.serviceReferences[0] ?? {};
    const notificationId = String(request.headers['openmep-notification-id']);
    const received = { path: request.url ?? '', notificationId, serName, changeType, body };
    this.received.push(received);
    this.answer(received, response);
  }
}
