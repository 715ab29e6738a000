import { Injectable } from '@nestjs/common';
import { Lifecycle } from '../../common/lifecycle/index.js';
import { log } from '../../common/log/index.js';
import { MutualTls } from '../../common/mutual-tls/index.js';
import { ApiDocuments } from '../../common/operation/index.js';
import { Mp3, type Mp3Answer } from '../domain/ports/mp3.js';
import { Peers } from '../domain/ports/peers.js';
import type { CancellationMessage, CompletionMessage, HandoverTransfer, RejectionMessage } from '../domain/types.js';
import { mp3Answer } from './mp3-answer.js';
import { PeerLine } from './peer-line.js';

/** What is said to a peer; without a body it is a question. */
interface Message {
  name: 'transfer' | 'cancellation' | 'completion' | 'rejection' | 'status';
  path: string;
  body?: object;
}

const pathOf = (handoverId: string, resource = '') => `/handovers/${encodeURIComponent(handoverId)}${resource}`;

/** Speaks to the peers over HTTPS with certificates on both sides. The log gets no content and no words of peers, which may tell who the UE is. */
@Injectable()
export class HttpMp3 extends Mp3 {
  private readonly lines: Map<string, PeerLine>;
  /** Why a peer does not answer, of those that do not. */
  private readonly silences = new Map<string, string>();
  private readonly isStatus: (body: unknown) => boolean;

  constructor(peers: Peers, { credentials }: MutualTls, documents: ApiDocuments, lifecycle: Lifecycle) {
    super();
    this.lines = new Map(credentials && peers.all().map((peer) => [peer.platformId, new PeerLine(peer, credentials)]));
    const faultsOf = documents.faultFinder('mp3', { $ref: '#/components/schemas/HandoverStatus' });
    this.isStatus = (body) => faultsOf(body).length === 0;
    lifecycle.on('stop', async () => void (await Promise.all([...this.lines.values()].map((line) => line.close()))));
  }

  override transfer(peerId: string, handoverId: string, body: HandoverTransfer): Promise<Mp3Answer> {
    return this.say(peerId, handoverId, { name: 'transfer', path: pathOf(handoverId), body });
  }

  override cancel(peerId: string, handoverId: string, body: CancellationMessage): Promise<Mp3Answer> {
    return this.say(peerId, handoverId, { name: 'cancellation', path: pathOf(handoverId, '/cancellation'), body });
  }

  override complete(peerId: string, handoverId: string, body: CompletionMessage): Promise<Mp3Answer> {
    return this.say(peerId, handoverId, { name: 'completion', path: pathOf(handoverId, '/completion'), body });
  }

  override reject(peerId: string, handoverId: string, body: RejectionMessage): Promise<Mp3Answer> {
    return this.say(peerId, handoverId, { name: 'rejection', path: pathOf(handoverId, '/rejection'), body });
  }

  override status(peerId: string, handoverId: string): Promise<Mp3Answer> {
    return this.say(peerId, handoverId, { name: 'status', path: pathOf(handoverId) });
  }

  private async say(peer: string, handoverId: string, { name, path, body }: Message): Promise<Mp3Answer> {
    const line = this.lines.get(peer);
    if (!line) return { kind: 'silent', detail: `${peer} is no peer of this platform` };
    const content = body && JSON.stringify(body);
    try {
      const response = await line.exchange(body ? 'PUT' : 'GET', path, content);
      const answer = mp3Answer(response, this.isStatus);
      const reason = answer.kind === 'refused' ? answer.reason : undefined;
      log.debug({ handoverId, peer, message: name, code: response.code, reason, bytesSent: bytesOf(content), bytesReceived: bytesOf(response.text) }, 'A peer answered over Mp3.');
      this.note(peer, answer.kind === 'silent' ? answer.detail : undefined);
      return answer;
    } catch (error) {
      const detail = (error as Error).message;
      this.note(peer, detail);
      return { kind: 'silent', detail };
    }
  }

  /** Messages are repeated for long; the log tells only when something has changed. */
  private note(peer: string, silence: string | undefined): void {
    const before = this.silences.get(peer);
    if (silence === before) return;
    if (silence === undefined) {
      this.silences.delete(peer);
      log.info({ peer }, 'The peer answers again over Mp3.');
    } else {
      this.silences.set(peer, silence);
      log.warn({ peer, reason: silence }, 'A peer does not answer over Mp3; trying again.');
    }
  }
}

const bytesOf = (text = ''): number => Buffer.byteLength(text);
