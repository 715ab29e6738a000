import type { FastifyReply, FastifyRequest } from 'fastify';
import { invalid, Problem } from '../problem/index.js';

/** Longest request target in bytes; a list of some two hundred identifiers fits. */
const MAX_TARGET_BYTES = 8 * 1024;

/** Faults of a request that concern every route alike. */
export function refuseEarly({ raw }: FastifyRequest, _reply: FastifyReply, done: (error?: Error) => void): void {
  if ((raw.url?.length ?? 0) > MAX_TARGET_BYTES)
    return done(new Problem(414, `The request target is longer than ${MAX_TARGET_BYTES} bytes.`));
  if (raw.headers.host === undefined && raw.httpVersion === '1.1') return done(invalid('The Host header is missing.'));
  // No identifier holds a NUL, and PostgreSQL cannot even be asked for one.
  if (raw.url?.includes('%00')) return done(invalid('The request target holds a NUL character (%00).'));
  done();
}
