import type { FastifyRequest } from 'fastify';
import { readDocument, UnreadableText } from '../document-text/index.js';
import { Problem } from '../problem/index.js';

type Done = (error: Error | null, body?: unknown) => void;
type Reader = (request: FastifyRequest, bytes: Buffer, done: Done) => void;

function bodyOf(language: 'JSON' | 'YAML', bytes: Buffer): unknown {
  try {
    return readDocument(language, bytes);
  } catch (error) {
    if (error instanceof UnreadableText) throw new Problem(400, `The body ${error.message}.`);
    throw error;
  }
}

const reading =
  (language: 'JSON' | 'YAML'): Reader =>
  (_request, bytes, done) => {
    let body: unknown;
    try {
      body = bytes.length === 0 ? undefined : bodyOf(language, bytes);
    } catch (error) {
      return done(error as Error);
    }
    done(null, body);
  };

/** Reads a JSON body; an empty one is no body. */
export const readJson = reading('JSON');

/** Reads a YAML body; an empty one is no body. */
export const readYaml = reading('YAML');
