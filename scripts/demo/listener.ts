import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';

/** A subscriber: takes what it is sent, and remembers it. */
export class Listener<Notification> {
  readonly heard: Notification[] = [];

  private constructor(readonly url: string) {}

  /** On a free port of the loopback, until this process ends. */
  static async start<Notification>(): Promise<Listener<Notification>> {
    const server = createServer((request, response) => {
      void json(request).then(
        (notification) => {
          listener.heard.push(notification as Notification);
          response.writeHead(204).end();
        },
        () => response.writeHead(400).end(),
      );
    });
    server.listen(0, '127.0.0.1').unref();
    await once(server, 'listening');
    const listener = new Listener<Notification>(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
    return listener;
  }
}
