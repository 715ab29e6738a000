import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import type { Settings } from './settings.js';

/** What is answered: a status, and content unless there is none. */
export type Reply = [status: number, content?: unknown];
/** The handlers by method and path, or by the path without its last word: `GET /warnings/10.45.0.1` is `GET /warnings/`, called with `10.45.0.1`. */
export type Routes = Record<string, (word: string, body: unknown, headers: IncomingMessage['headers']) => Reply>;

/** Requests that take longer than this are cut off when the application ends. */
const GRACE_MS = 2000;

/** Serves the routes. */
export async function serve(routes: Routes, { host, port }: Pick<Settings, 'host' | 'port'>) {
  const server = createServer((request, response) => void answer(routes, request, response));
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(port, host, resolve));
  const url = `http://${host}:${(server.address() as AddressInfo).port}`;
  /** Finishes the requests that are under way, and takes no new ones. */
  async function close(): Promise<void> {
    const closed = new Promise((resolve) => server.close(resolve));
    setTimeout(() => server.closeAllConnections(), GRACE_MS).unref();
    await closed;
  }
  return { url, close };
}

async function answer(routes: Routes, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const [status, content] = await replyTo(routes, request).catch((error: Error): Reply => [400, { detail: error.message }]);
  response.writeHead(status, content === undefined ? {} : { 'Content-Type': 'application/json' });
  response.end(content === undefined ? undefined : `${JSON.stringify(content)}\n`);
}

async function replyTo(routes: Routes, request: IncomingMessage): Promise<Reply> {
  const [path = '/'] = (request.url ?? '/').split('?');
  const word = path.slice(path.lastIndexOf('/') + 1);
  const route = routes[`${request.method} ${path}`] ?? routes[`${request.method} ${path.slice(0, path.length - word.length)}`];
  if (!route) return [404, { detail: `There is nothing at ${request.method} ${path}.` }];
  return route(decodeURIComponent(word), request.method === 'POST' ? await json(request) : undefined, request.headers);
}
