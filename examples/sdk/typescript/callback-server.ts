import { EventEmitter, once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

const MOST_MS = 30_000;

/** Takes notifications. */
export class CallbackServer {
  readonly #notifications = new EventEmitter();
  readonly #server = createServer((request, response) => {
    let text = '';
    request.setEncoding('utf8').on('data', (chunk) => (text += chunk));
    request.on('end', () => {
      response.writeHead(204).end();
      this.#notifications.emit('notification', text);
    });
  });

  async listen(): Promise<void> {
    this.#server.listen(0, '127.0.0.1');
    await once(this.#server, 'listening');
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/notifications`;
  }

  /** The notification that comes next, as JSON. @throws AbortError if none comes within 30 seconds */
  async next(): Promise<string> {
    const [text] = await once(this.#notifications, 'notification', { signal: AbortSignal.timeout(MOST_MS) });
    return text;
  }

  close(): void {
    this.#server.close();
  }
}
