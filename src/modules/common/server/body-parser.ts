import type { FastifyRequest } from 'fastify';
import { Problem } from '../problem/index.js';

type Done = (error: Error | null, body?: unknown) => void;

/** Deeper than any document needs to be, and far from what exhausts the stack of those who walk through it. */
const DEEPEST = 64;

const isDeeperThan = (levels: number, value: unknown): boolean =>
  typeof value === 'object' && value !== null && (levels === 0 || Object.values(value).some((member) => isDeeperThan(levels - 1, member)));

/** Reads a JSON body; an empty one is no body. */
export function readJson(_request: FastifyRequest, text: string | Buffer, done: Done): void {
  if (text.length === 0) return done(null, undefined);
  let body: unknown;
  try {
    body = JSON.parse(String(text));
  } catch (error) {
    return done(new Problem(400, `The body is not valid JSON: ${(error as SyntaxError).message}.`));
  }
  if (isDeeperThan(DEEPEST, body)) return done(new Problem(400, `The body is nested deeper than ${DEEPEST} levels.`));
  done(null, body);
}
