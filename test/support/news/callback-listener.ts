import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { cleanUp } from '../clean-up.js';
import type { Told } from './told.js';

/** Answers a notification: a status, or nothing at all. */
type Answer = (told: Told) => number | undefined;

/** A subscriber at a callback. */
export class CallbackListener {
  readonly told: Told[] = [];
  answer: Answer = () => 204;
  private readonly held: ServerResponse[] = [];
  private server!: Server;

  static async open(): Promise<CallbackListener> {
    const listener = new CallbackListener();
    await listener.listen();
    return listener;
  }

  async listen(): Promise<void> {
    this.told.length = 0;
    this.answer = () => 204;
    this.server = createServer((request, response) => void this.take(request, response)).listen(0, '127.0.0.1');
    await once(this.server, 'listening');
    cleanUp(async () => {
      this.server.close();
      this.server.closeAllConnections();
      await once(this.server, 'close');
    });
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/callback`;
  }

  /** Answers what has not been answered. */
  release(status: number): void {
    for (const response of this.held.splice(0)) response.writeHead(status).end();
  }

  private async take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const told = { id: String(request.headers['openmep-notification-id']), body: JSON.parse(await text(request)) as Told['body'] };
    this.told.push(told);
    const status = this.answer(told);
    if (status === undefined) this.held.push(response);
    else response.writeHead(status).end();
  }
}
