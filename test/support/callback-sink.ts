import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { setTimeout as pause } from 'node:timers/promises';
import type { components } from '../../src/generated/mec011-service-management.js';
import { cleanUp } from './clean-up.js';
import { type Exercise, recordExercise } from './coverage.js';
import { allDocuments, type DeclaredCallback, declaredCallbacks, declaredStatus } from './declared-operations.js';
import { schemaFaultsOf } from './exchange-faults.js';

type ServiceAvailabilityNotification = components['schemas']['ServiceAvailabilityNotification'];

export interface ReceivedNotification<Body> {
  path: string;
  body: Body;
  notificationId: string;
  /** Milliseconds since 1970, by the clock of the machine. */
  at: number;
}

/** How the sink answers: with a status, maybe late, or not at all. */
export type SinkAnswer = { status: number; delayMs?: number; headers?: Record<string, string> } | 'hang';

const DELIVERED: SinkAnswer = { status: 204 };

/** A subscriber: takes notifications, and holds each against the callback that a document declares. */
export class CallbackSink<Body = ServiceAvailabilityNotification> {
  readonly received: ReceivedNotification<Body>[] = [];
  private readonly names = new Set<string>();
  private readonly next: SinkAnswer[] = [];
  private always: SinkAnswer = DELIVERED;
  private faults: string[] = [];
  private readonly server = createServer((incoming, response) => void this.take(incoming, response));

  constructor(
    private readonly callback: DeclaredCallback,
    private readonly record: (exercise: Exercise) => void = recordExercise,
  ) {}

  async listen(port = 0): Promise<void> {
    this.server.listen(port, '127.0.0.1');
    await once(this.server, 'listening');
  }

  /** A callbackReference for this sink; the name tells subscriptions apart. */
  url(name = 'notifications'): string {
    this.names.add(name);
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/${name}`;
  }

  /** Bodies that have come for one name, in order. */
  at(name = 'notifications'): Body[] {
    return this.received.filter(({ path }) => path === `/${name}`).map(({ body }) => body);
  }

  answerAlways(answer: SinkAnswer): void {
    this.always = answer;
  }

  /** One answer after the other; then those of `answerAlways`. */
  answerNext(...answers: SinkAnswer[]): void {
    this.next.push(...answers);
  }

  /** Departures from the document since the last call. */
  takeFaults(): string[] {
    return this.faults.splice(0);
  }

  async close(): Promise<void> {
    if (!this.server.listening) return;
    this.server.close();
    this.server.closeAllConnections();
    await once(this.server, 'close');
  }

  private async take(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const content = await text(incoming);
    // Another process of the machine may look for its own server at this port.
    if (!this.names.has((incoming.url ?? '').slice(1))) return void response.writeHead(404).end();
    const body = JSON.parse(content || 'null') as Body;
    const notificationId = String(incoming.headers['openmep-notification-id']);
    this.received.push({ path: incoming.url ?? '', body, notificationId, at: Date.now() });
    const faults = this.faultsOf(incoming, body);
    this.faults.push(...faults.map((fault) => `${incoming.method} ${incoming.url}: ${fault}`));
    const answer = this.next.shift() ?? this.always;
    if (answer === 'hang') return;
    await pause(answer.delayMs ?? 0);
    response.writeHead(answer.status, answer.headers).end();
    if (faults.length === 0) this.note(answer.status);
  }

  private faultsOf({ method, headers }: IncomingMessage, body: unknown): string[] {
    const { document, method: declared, requestSchema, requiredHeaders } = this.callback;
    return [
      ...(method === declared ? [] : [`is not ${declared}`]),
      ...(headers['content-type']?.split(';', 1)[0] === 'application/json' ? [] : [`has the media type ${headers['content-type']}`]),
      ...requiredHeaders.filter((name) => !headers[name.toLowerCase()]).map((name) => `lacks the header ${name}`),
      ...schemaFaultsOf(document, requestSchema, body, 'body'),
    ];
  }

  private note(status: number): void {
    const { document, operationId, responses } = this.callback;
    const declared = declaredStatus(responses, status);
    if (declared) this.record({ document: document.name, operationId, status: declared });
  }
}

interface Options {
  document?: string;
  operationId?: string;
  record?: (exercise: Exercise) => void;
}

/** Opens a sink on the loopback for one callback of a document. When it is closed, the test fails if anything unfit came. */
export async function startCallbackSink<Body = ServiceAvailabilityNotification>({
  document = 'mec011-service-management',
  operationId = 'serviceAvailabilityNotificationPOST',
  record = recordExercise,
}: Options = {}): Promise<CallbackSink<Body>> {
  const callback = allDocuments()
    .filter(({ name }) => name === document)
    .flatMap(declaredCallbacks)
    .find((candidate) => candidate.operationId === operationId);
  if (!callback) throw new Error(`${document} declares no callback ${operationId}.`);
  const sink = new CallbackSink<Body>(callback, record);
  await sink.listen();
  cleanUp(async () => {
    await sink.close();
    expect(sink.takeFaults()).toEqual([]);
  });
  return sink;
}
