import type { FastifyRequest } from 'fastify';
import { Problem } from '../problem/index.js';

type Done = (error: Error | null, body?: unknown) => void;

/** Reads a JSON body; an empty one is no body. */
export function readJson(_request: FastifyRequest, text: string | Buffer, done: Done): void {
  if (text.length === 0) return done(null, undefined);
  try {
    done(null, JSON.parse(String(text)));
  } catch (error) {
    done(new Problem(400, `The body is not valid JSON: ${(error as SyntaxError).message}.`));
  }
}
