import type { Server, Socket } from 'node:net';
import { TLSSocket } from 'node:tls';
import type { FastifyInstance } from 'fastify';

/**
 * Ends each connection of a server that stops with the answer under way on it, and those on which nothing has been asked yet at once; kept
 * alive for a next request, they would hold up the stop.
 */
export function endConnectionsOnClose(server: FastifyInstance): void {
  const connections = new OpenConnections(server.server);
  let closing = false;
  server.addHook('preClose', (done) => {
    closing = true;
    // Requests that have arrived unread are read first: the stop may have been noticed in the same turn of the event loop.
    setImmediate(() => {
      connections.endSpeechless();
      done();
    });
  });
  server.addHook('onResponse', (_request, _reply, done) => {
    if (closing) setImmediate(() => server.server.closeIdleConnections());
    done();
  });
}

/** What Node does not tell: the connections on which no request has begun, for which it has no end but time. */
class OpenConnections {
  /** By the client's address and port; a connection counts as what it is after the TLS handshake. */
  private readonly open = new Map<string, Socket>();
  private readonly secured: boolean;
  private ending = false;

  constructor(server: Server) {
    this.secured = 'setSecureContext' in server;
    for (const event of ['connection', 'secureConnection']) server.on(event, (socket: Socket) => this.add(socket));
  }

  /** At once, and from now on whoever still comes. */
  endSpeechless(): void {
    this.ending = true;
    for (const socket of this.open.values()) if (this.isSpeechless(socket)) socket.destroy();
  }

  private add(socket: Socket): void {
    if (this.ending) return void socket.destroy();
    const key = `${socket.remoteAddress} ${socket.remotePort}`;
    this.open.set(key, socket);
    socket.once('close', () => {
      if (this.open.get(key) === socket) this.open.delete(key);
    });
  }

  private isSpeechless(socket: Socket): boolean {
    return socket.bytesRead === 0 || (this.secured && !(socket instanceof TLSSocket));
  }
}
