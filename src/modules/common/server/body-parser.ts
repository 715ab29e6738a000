import { isUtf8 } from 'node:buffer';
import type { FastifyRequest } from 'fastify';
import { Problem } from '../problem/index.js';

type Done = (error: Error | null, body?: unknown) => void;

/** Deeper than any document needs to be, and far from what exhausts the stack of those who walk through it. */
const DEEPEST = 64;

const isDeeperThan = (levels: number, value: unknown): boolean =>
  typeof value === 'object' && value !== null && (levels === 0 || Object.values(value).some((member) => isDeeperThan(levels - 1, member)));

/** Escapes of NUL, which no database text holds, and of surrogates, of which one alone is no text (RFC 7493, 2.1). */
const SUSPICIOUS = /\\u(0000|d[89a-f])/i;

const NO_TEXT = /[\0\p{Surrogate}]/u;

function holdsNoText(value: unknown): boolean {
  if (typeof value === 'string') return NO_TEXT.test(value);
  if (typeof value !== 'object' || value === null) return false;
  return Object.entries(value).some(([name, member]) => NO_TEXT.test(name) || holdsNoText(member));
}

/** Reads a JSON body; an empty one is no body. */
export function readJson(_request: FastifyRequest, bytes: Buffer, done: Done): void {
  if (bytes.length === 0) return done(null, undefined);
  if (!isUtf8(bytes)) return done(new Problem(400, 'The body is not valid UTF-8.'));
  const text = bytes.toString();
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch (error) {
    return done(new Problem(400, `The body is not valid JSON: ${(error as SyntaxError).message}.`));
  }
  if (isDeeperThan(DEEPEST, body)) return done(new Problem(400, `The body is nested deeper than ${DEEPEST} levels.`));
  if (SUSPICIOUS.test(text) && holdsNoText(body)) return done(new Problem(400, 'The body has a string with a NUL or with half a surrogate pair.'));
  done(null, body);
}
