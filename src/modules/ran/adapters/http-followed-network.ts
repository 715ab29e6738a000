import { Injectable } from '@nestjs/common';
import { request } from 'undici';
import { WebSocket } from 'ws';
import { Settings } from '../../../config/index.js';
import { withoutSlash } from '../../common/links/index.js';
import { ApiDocuments } from '../../common/operation/index.js';
import { type FeedSubscription, FollowedNetwork, type FollowedSnapshot } from '../domain/follower/followed-network.js';
import { ToldReader } from './told-reader.js';
import { WebsocketFeedSubscription } from './websocket-feed-subscription.js';

/** Milliseconds that the other platform has to answer. */
const TIMEOUT_MS = 10_000;
const GONE = 410;

/** The radio network of the platform that MEC_RAN_FEED names, by its REST API and its websocket. */
@Injectable()
export class HttpFollowedNetwork extends FollowedNetwork {
  private readonly root: string;
  private readonly read: ToldReader;

  constructor({ ranFeed = '' }: Settings, documents: ApiDocuments) {
    super();
    this.root = withoutSlash(ranFeed);
    this.read = new ToldReader(documents);
  }

  override async snapshot(signal: AbortSignal): Promise<FollowedSnapshot> {
    const [snapshot, scenario] = await Promise.all([this.get('snapshot', signal), this.get('scenario', signal)]);
    return { snapshot: this.read.snapshot(snapshot), scenario: this.read.scenario(scenario) };
  }

  override async subscribe(after: number, signal: AbortSignal): Promise<FeedSubscription | undefined> {
    signal.throwIfAborted();
    const socket = new WebSocket(`${this.root.replace(/^http/, 'ws')}/feed?after=${after}`, { handshakeTimeout: TIMEOUT_MS, perMessageDeflate: false });
    const end = () => socket.terminate();
    signal.addEventListener('abort', end);
    socket.once('close', () => signal.removeEventListener('abort', end));
    return new Promise((resolve, reject) => {
      const subscription = new WebsocketFeedSubscription(socket, (text) => this.read.message(text));
      socket.once('open', () => resolve(subscription));
      socket.on('error', reject);
      socket.once('unexpected-response', (_request, { statusCode }) => {
        socket.terminate();
        if (statusCode === GONE) resolve(undefined);
        else reject(new Error(`${this.root}/feed answered ${statusCode}.`));
      });
    });
  }

  private async get(resource: string, signal: AbortSignal): Promise<string> {
    const url = `${this.root}/${resource}`;
    const { statusCode, body } = await request(url, { headersTimeout: TIMEOUT_MS, bodyTimeout: TIMEOUT_MS, signal });
    if (statusCode === 200) return body.text();
    await body.dump();
    throw new Error(`${url} answered ${statusCode}.`);
  }
}
