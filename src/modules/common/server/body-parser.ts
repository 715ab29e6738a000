import type { FastifyRequest } from 'fastify';
import { readDocument, UnreadableText } from '../document-text/index.js';
import { invalid } from '../problem/index.js';

type Done = (error: Error | null, body?: unknown) => void;
type Reader = (request: FastifyRequest, bytes: Buffer, done: Done) => void;

function bodyOf(language: 'JSON' | 'YAML', bytes: Buffer): unknown {
  try {
    return readDocument(language, bytes);
  } catch (error) {
    if (!(error instanceof UnreadableText)) throw error;
    const { message: detail, place } = error;
    throw invalid(`The body${place} ${detail}.`, place ? [{ place, detail }] : undefined);
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
