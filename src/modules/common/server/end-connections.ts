import type { FastifyInstance } from 'fastify';

/** Ends each connection of a server that stops with the answer under way on it; kept alive for a next request, it would hold up the stop. */
export function endConnectionsOnClose(server: FastifyInstance): void {
  let closing = false;
  server.addHook('preClose', (done) => {
    closing = true;
    done();
  });
  server.addHook('onResponse', (_request, _reply, done) => {
    if (closing) setImmediate(() => server.server.closeIdleConnections());
    done();
  });
}
