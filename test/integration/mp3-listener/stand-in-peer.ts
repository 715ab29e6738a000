import { once } from 'node:events';
import type { RequestListener, ServerResponse } from 'node:http';
import { createServer } from 'node:https';
import { text } from 'node:stream/consumers';
import { type Certificate, contentsOf } from '../../support/certificates.js';
import { cleanUp } from '../../support/clean-up.js';

export interface Heard {
  method: string | undefined;
  url: string | undefined;
  body: unknown;
}

type Answer = (response: ServerResponse) => void;

export const saying =
  (code: number, body: unknown, headers: Record<string, string> = {}): Answer =>
  (response) =>
    void response.writeHead(code, headers).end(typeof body === 'string' ? body : JSON.stringify(body));

/** In the place of a peer: hears what is said to it, and answers what the test wants. */
export class StandInPeer {
  readonly heard: Heard[] = [];
  answer: Answer = saying(500, '');

  static async listen(certificate: Certificate, port: number): Promise<StandInPeer> {
    const peer = new StandInPeer();
    const server = createServer({ ...contentsOf(certificate), requestCert: true }, peer.hear);
    server.listen(port, '127.0.0.1');
    await once(server, 'listening');
    cleanUp(() => {
      server.close();
      server.closeAllConnections();
    });
    return peer;
  }

  private readonly hear: RequestListener = async (request, response) => {
    const { method, url } = request;
    const sent = await text(request);
    this.heard.push({ method, url, body: sent === '' ? undefined : JSON.parse(sent) });
    this.answer(response);
  };
}
