import { once } from 'node:events';
import { createServer, type Server, type Socket } from 'node:net';
import type { Clock } from '../../common/clock/index.js';
import { log } from '../../common/log/index.js';
import type { Responder } from '../domain/responder.js';
import { TcpConnection } from './tcp-connection.js';
import type { ListeningAddress } from './udp-listener.js';

const MOST_CONNECTIONS = 256;

/** Takes TCP connections. */
export class TcpListener {
  private readonly sockets = new Set<Socket>();

  private constructor(
    private readonly server: Server,
    responder: Responder,
    clock: Clock,
  ) {
    server.maxConnections = MOST_CONNECTIONS;
    server.on('error', (error) => log.warn({ err: error }, 'A DNS connection could not be taken.'));
    server.on('connection', (socket) => {
      this.sockets.add(socket);
      socket.once('close', () => this.sockets.delete(socket));
      new TcpConnection(socket, responder, clock);
    });
  }

  /** @throws Error if the address cannot be listened on */
  static async open({ address, port }: ListeningAddress, responder: Responder, clock: Clock): Promise<TcpListener> {
    // A client may end its side after the last query and still wait for answers (RFC 7766, 6.2.4).
    const server = createServer({ allowHalfOpen: true, noDelay: true });
    server.listen(port, address);
    await once(server, 'listening');
    return new TcpListener(server, responder, clock);
  }

  async close(): Promise<void> {
    const closed = new Promise((resolve) => this.server.close(resolve));
    for (const socket of this.sockets) socket.destroy();
    await closed;
  }
}
