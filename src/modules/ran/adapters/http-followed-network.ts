import { Injectable } from '@nestjs/common';
import { request } from 'undici';
import { WebSocket } from 'ws';
import { Settings } from '../../../config/index.js';
import { type FeedSubscription, FollowedNetwork, type FollowedSnapshot } from '../domain/follower/followed-network.js';
import type { ToldSnapshot } from '../domain/mirror/mirror-of.js';
import type { Scenario } from '../domain/types.js';
import { WebsocketFeedSubscription } from './websocket-feed-subscription.js';

/** Milliseconds that the other platform has to answer. */
const TIMEOUT_MS = 10_000;
const GONE = 410;

/** The radio network of the platform that MEC_RAN_FEED names, by its REST API and its websocket. */
@Injectable()
export class HttpFollowedNetwork extends FollowedNetwork {
  private readonly root: string;

  constructor({ ranFeed = '' }: Settings) {
    super();
    this.root = ranFeed.replace(/\/+$/, '');
  }

  override async snapshot(): Promise<FollowedSnapshot> {
    const [snapshot, scenario] = await Promise.all([this.get<ToldSnapshot>('snapshot'), this.get<Scenario>('scenario')]);
    return { snapshot, scenario };
  }

  override subscribe(after: number): Promise<FeedSubscription | undefined> {
    const socket = new WebSocket(`${this.root.replace(/^http/, 'ws')}/feed?after=${after}`, { handshakeTimeout: TIMEOUT_MS, perMessageDeflate: false });
    return new Promise((resolve, reject) => {
      const subscription = new WebsocketFeedSubscription(socket);
      socket.once('open', () => resolve(subscription));
      socket.on('error', reject);
      socket.once('unexpected-response', (_request, { statusCode }) => {
        socket.terminate();
        if (statusCode === GONE) resolve(undefined);
        else reject(new Error(`${this.root}/feed answered ${statusCode}.`));
      });
    });
  }

  private async get<Content>(resource: string): Promise<Content> {
    const url = `${this.root}/${resource}`;
    const { statusCode, body } = await request(url, { headersTimeout: TIMEOUT_MS, bodyTimeout: TIMEOUT_MS });
    if (statusCode === 200) return body.json() as Promise<Content>;
    await body.dump();
    throw new Error(`${url} answered ${statusCode}.`);
  }
}
