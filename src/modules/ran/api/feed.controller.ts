import { Controller } from '@nestjs/common';
import { Handshake, momentary, Operation, type Reply } from '../../common/operation/index.js';
import { invalid } from '../../common/problem/index.js';
import type { Accept } from '../../common/websockets/index.js';
import { Feed } from '../domain/feed/feed.js';
import { FeedConnection } from './feed-connection.js';
import { DOCUMENT, type Request } from './operation-request.js';

/** What happens in the network, for those who follow it. */
@Controller()
export class FeedController {
  constructor(private readonly feed: Feed) {}

  @Operation(DOCUMENT, 'feedGet')
  async feedGet({ query }: Request<'feedGet'>): Promise<Reply> {
    if (query.after === undefined) throw invalid('The query parameter after is required without a websocket handshake.');
    return momentary(await this.feed.messages(query.after));
  }

  @Handshake(DOCUMENT, 'feedGet')
  async follow({ query: { after } }: Request<'feedGet'>): Promise<Accept> {
    if (after !== undefined) await this.feed.requireKept(after);
    return (socket) => void new FeedConnection(socket, this.feed).serve(after);
  }
}
