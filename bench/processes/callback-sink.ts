import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { setTimeout } from 'node:timers/promises';
import { monotonicTime } from '../measurement/monotonic-time.js';
import { answerQuestions } from './questions.js';

const KEEP_ALIVE_MS = 60_000;
const PATIENCE_MS = 30_000;
const POLL_MS = 5;

export type SinkQuestion = { kind: 'listen' } | { kind: 'collect'; count: number } | { kind: 'bodies' };

export interface Collected {
  /** Times at which notifications had arrived, in the order of arrival. */
  arrivals: number[];
  /** Subscribers that were told. */
  subscribers: number;
  /** Connections that the sender keeps, which is how many notifications it had under way at the same time. */
  connections: number;
}

let arrivals: number[] = [];
let told = new Set<string>();
let connections = 0;
const bodies = new Map<string, string>();

async function take(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const path = request.url!;
  bodies.set(path, await text(request));
  arrivals.push(monotonicTime());
  told.add(path);
  response.writeHead(204).end();
}

async function listen(): Promise<number> {
  const server = createServer((request, response) => void take(request, response));
  server.keepAliveTimeout = KEEP_ALIVE_MS;
  server.on('connection', (socket) => {
    connections += 1;
    socket.once('close', () => (connections -= 1));
  });
  server.listen(0, '127.0.0.1', 4096);
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}

async function collect(count: number): Promise<Collected> {
  const deadline = monotonicTime() + PATIENCE_MS;
  while (arrivals.length < count) {
    if (monotonicTime() > deadline) throw new Error(`${arrivals.length} of ${count} notifications arrived within ${PATIENCE_MS / 1000} s.`);
    await setTimeout(POLL_MS);
  }
  await setTimeout(POLL_MS * 20);
  const collected = { arrivals, subscribers: told.size, connections };
  [arrivals, told] = [[], new Set()];
  return collected;
}

answerQuestions((question: SinkQuestion) => {
  if (question.kind === 'listen') return listen();
  return question.kind === 'collect' ? collect(question.count) : Object.fromEntries(bodies);
});
