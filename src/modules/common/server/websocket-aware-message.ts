import { IncomingMessage } from 'node:http';

/**
 * Node takes every request that offers an upgrade out of the way of requests as soon as the server knows one. Clients that offer HTTP/2 with
 * each request (Upgrade: h2c, as Java's does) have to be answered as ever, since a server may ignore the offer (RFC 9110, 7.8).
 */
export class WebsocketAwareMessage extends IncomingMessage {
  private offersUpgrade = false;

  get upgrade(): boolean {
    return this.offersUpgrade && (this.method === 'CONNECT' || this.headers.upgrade?.toLowerCase() === 'websocket');
  }

  /** Set by Node's parser. */
  set upgrade(offered: boolean | null) {
    this.offersUpgrade = offered === true;
  }
}
