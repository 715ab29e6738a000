import type { FastifyRequest } from 'fastify';

/** Milliseconds that a client has to notice that its request has been answered before all of it was sent. */
const LINGER_MS = 5000;

/**
 * Reads on without looking when a request was answered before its end: a connection that is closed at once can cost the client the answer
 * (RFC 9112, 9.6), and one that is never closed can cost us gigabytes.
 */
export function discardRest({ raw }: FastifyRequest, done: () => void): void {
  if (!raw.complete && !raw.destroyed) {
    const tooLong = setTimeout(() => raw.socket.destroy(), LINGER_MS).unref();
    raw.once('close', () => clearTimeout(tooLong)).once('end', () => clearTimeout(tooLong));
    raw.resume();
  }
  done();
}
