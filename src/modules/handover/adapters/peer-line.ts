import { Agent, request } from 'undici';
import { connectionFailure, textUpTo } from '../../common/http/index.js';
import { platformIdsIn, type TlsCredentials } from '../../common/mutual-tls/index.js';
import type { Peer } from '../domain/ports/peers.js';
import type { Mp3Response } from './mp3-answer.js';

/** Longest that one attempt may take, with the connection that it may need. */
const ATTEMPT_MS = 1000;
const CONNECTIONS = 16;
/** An answer for a thousand rules is some 300 kB long. */
const MOST_ANSWER_BYTES = 4 * 1024 * 1024;

/** The connections to one peer, who proves by its certificate that it is the one. */
export class PeerLine {
  private readonly agent: Agent;

  constructor(
    private readonly peer: Peer,
    credentials: TlsCredentials,
  ) {
    this.agent = new Agent({
      connections: CONNECTIONS,
      headersTimeout: ATTEMPT_MS,
      bodyTimeout: ATTEMPT_MS,
      connect: {
        ...credentials,
        minVersion: 'TLSv1.3',
        timeout: ATTEMPT_MS,
        // A session that is resumed is not held against the certificate again.
        maxCachedSessions: 0,
        checkServerIdentity: (_host, { subjectaltname }) => this.identityFault(platformIdsIn(subjectaltname)),
      },
    });
  }

  /** @param path below the root of the peer's Mp3 @throws Error that says why there is no answer */
  async exchange(method: 'GET' | 'PUT', path: string, body?: string): Promise<Mp3Response> {
    try {
      const signal = AbortSignal.timeout(ATTEMPT_MS);
      const sent = body === undefined ? {} : { body, headers: { 'content-type': 'application/json' } };
      const { statusCode, body: stream } = await request(`${this.peer.mp3Uri}${path}`, { method, dispatcher: this.agent, signal, ...sent });
      const text = await textUpTo(MOST_ANSWER_BYTES, stream);
      if (text === undefined) throw new Error(`the answer is longer than ${MOST_ANSWER_BYTES} bytes`);
      return { code: statusCode, text };
    } catch (error) {
      throw new Error(connectionFailure(error), { cause: error });
    }
  }

  close(): Promise<void> {
    return this.agent.destroy();
  }

  private identityFault(names: string[]): Error | undefined {
    return names.includes(this.peer.platformId) ? undefined : new Error(`the certificate is that of ${names.join(', ') || 'no platform'}, not of ${this.peer.platformId}`);
  }
}
