import { isUtf8 } from 'node:buffer';
import type { FastifyRequest } from 'fastify';
import { parseDocument } from 'yaml';
import { Problem } from '../problem/index.js';

type Done = (error: Error | null, body?: unknown) => void;
type Reader = (request: FastifyRequest, bytes: Buffer, done: Done) => void;

/** Deeper than any document needs to be, and far from what exhausts the stack of those who walk through it. */
const DEEPEST = 64;

/** How often a YAML document may repeat its parts by aliases. */
const MOST_ALIASES = 100;

const isDeeperThan = (levels: number, value: unknown): boolean =>
  typeof value === 'object' && value !== null && (levels === 0 || Object.values(value).some((member) => isDeeperThan(levels - 1, member)));

/** NUL, which no database text holds, and surrogates, of which one alone is no text (RFC 7493, 2.1): escaped, or as they are. */
const SUSPICIOUS = /\\u(0000|d[89a-f])|\\(0|x00|U0000)|\0/i;

const NO_TEXT = /[\0\p{Surrogate}]/u;

function holdsNoText(value: unknown): boolean {
  if (typeof value === 'string') return NO_TEXT.test(value);
  if (typeof value !== 'object' || value === null) return false;
  return Object.entries(value).some(([name, member]) => NO_TEXT.test(name) || holdsNoText(member));
}

const reading =
  (language: string, parse: (text: string) => unknown): Reader =>
  (_request, bytes, done) => {
    if (bytes.length === 0) return done(null, undefined);
    if (!isUtf8(bytes)) return done(new Problem(400, 'The body is not valid UTF-8.'));
    const text = bytes.toString();
    let body: unknown;
    try {
      body = parse(text);
    } catch (error) {
      return done(new Problem(400, `The body is not valid ${language}: ${(error as Error).message.split('\n', 1)[0]!.replace(/[.:]$/, '')}.`));
    }
    if (isDeeperThan(DEEPEST, body)) return done(new Problem(400, `The body is nested deeper than ${DEEPEST} levels.`));
    if (SUSPICIOUS.test(text) && holdsNoText(body)) return done(new Problem(400, 'The body has a string with a NUL or with half a surrogate pair.'));
    done(null, body);
  };

/** What JSON could say, too: names of attributes are text, and nothing is shared. */
function parseYaml(text: string): unknown {
  const document = parseDocument(text, { stringKeys: true, resolveKnownTags: false });
  const [error] = document.errors;
  if (error) throw error;
  return document.toJS({ maxAliasCount: MOST_ALIASES });
}

/** Reads a JSON body; an empty one is no body. */
export const readJson = reading('JSON', (text) => JSON.parse(text) as unknown);

/** Reads a YAML body; an empty one is no body. */
export const readYaml = reading('YAML', parseYaml);
