import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer, type Server } from 'node:https';
import { text } from 'node:stream/consumers';
import { cleanUp } from '../clean-up.js';
import { contentsOf } from '../certificates.js';
import type { PeerSettings } from '../peers.js';

/** What was sent to the peer. */
export interface PeerMessage {
  method: string;
  handoverId: string;
  /** The last segment of the path; the handover itself if it is empty. */
  resource: string;
  body: Record<string, unknown>;
}

export interface PeerAnswer {
  status: number;
  body: object;
}

const since = '2026-11-22T06:00:04.020Z';

/** What a platform says that has waited for the message. */
function waiting({ handoverId, resource, body }: PeerMessage): PeerAnswer {
  const known = { handoverId, epoch: body['epoch'] ?? 1, since };
  if (resource === 'rejection') return { status: 200, body: { ...known, role: 'SOURCE', state: 'FAILED', reason: body['reason'] } };
  if (resource === 'completion') return { status: 200, body: { ...known, role: 'SOURCE', state: 'DEACTIVATING' } };
  return { status: 201, body: { ...known, role: 'TARGET', state: 'STAGED' } };
}

export const forgotten: PeerAnswer = { status: 404, body: { status: 404, detail: 'There is no such handover.' } };

/** A platform that a test speaks for: it takes what its peers send, and answers as the test wants. */
export class FakePeer {
  readonly messages: PeerMessage[] = [];
  /** undefined: the connection breaks without an answer. */
  answer: (message: PeerMessage) => PeerAnswer | undefined = waiting;
  private server: Server | undefined;

  static async listening({ port, certificate }: PeerSettings): Promise<FakePeer> {
    const peer = new FakePeer();
    peer.server = createServer({ ...contentsOf(certificate), requestCert: true, minVersion: 'TLSv1.3' }, (request, response) => void peer.take(request, response));
    cleanUp(() => peer.close());
    await new Promise<void>((resolve) => peer.server!.listen(port, '127.0.0.1', resolve));
    return peer;
  }

  of(handoverId: string, resource: string): PeerMessage[] {
    return this.messages.filter((message) => message.handoverId === handoverId && message.resource === resource);
  }

  async close(): Promise<void> {
    this.server?.closeAllConnections();
    await new Promise((resolve) => (this.server?.listening ? this.server.close(resolve) : resolve(undefined)));
  }

  private async take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const [, , , , handoverId = '', resource = ''] = request.url!.split('/');
    const content = await text(request);
    const message = { method: request.method!, handoverId: decodeURIComponent(handoverId), resource, body: content ? (JSON.parse(content) as PeerMessage['body']) : {} };
    this.messages.push(message);
    const answer = this.answer(message);
    if (!answer) return void request.socket.destroy();
    response.writeHead(answer.status, { 'content-type': answer.status < 400 ? 'application/json' : 'application/problem+json' }).end(JSON.stringify(answer.body));
  }
}
