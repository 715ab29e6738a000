import { Injectable } from '@nestjs/common';
import type { WebSocket } from 'ws';
import { Settings } from '../../../../config/index.js';
import { notFound } from '../../../common/problem/index.js';
import { Websockets } from '../../../common/websockets/index.js';
import { JSON_PROTOCOL, JsonFraming } from './json-framing.js';
import { HttpFraming } from './http-framing.js';
import { WebsocketConnection } from './websocket-connection.js';
import { Consumers } from '../../domain/consumers.js';
import { NOTIFICATIONS_PATH } from './notifications-path.js';

/** Where subscribers open their websockets. */
@Injectable()
export class ConsumerWebsockets {
  constructor(
    private readonly consumers: Consumers,
    private readonly settings: Settings,
    websockets: Websockets,
  ) {
    websockets.route(NOTIFICATIONS_PATH, [JSON_PROTOCOL], (segments, query) => this.admit(segments, query));
  }

  /** @throws Problem 404 or 400 */
  private admit(segments: string[], query: URLSearchParams): (socket: WebSocket) => void {
    const [subscriptionId, token, ...more] = segments;
    if (subscriptionId === undefined || token === undefined || more.length > 0) throw notFound('There is no websocket at this path.');
    const attach = this.consumers.admit(subscriptionId, token, query.get('after'));
    return (socket) => {
      const framing = socket.protocol === JSON_PROTOCOL ? new JsonFraming() : new HttpFraming();
      const detach = attach(new WebsocketConnection(socket, framing, this.settings.notifyTimeoutMs));
      socket.once('close', detach);
    };
  }
}
