import Negotiator from 'negotiator';
import { Problem } from '../problem/index.js';

/**
 * The media type that a request prefers among those that an operation can send, of which the first is the operation's own choice; undefined
 * if it sends no content.
 * @throws Problem 406 if the Accept header excludes all of them (RFC 9110, 15.5.7)
 */
export function preferredMediaType(accept: string | undefined, offered: readonly string[]): string | undefined {
  if (accept === undefined || accept === '*/*' || offered.length === 0) return offered[0];
  // Most ask for it, and most operations have no other.
  if (accept === 'application/json' && offered[0] === accept) return accept;
  const sent = offered.flatMap((mediaType) => [mediaType, `${mediaType}; charset=utf-8`]);
  const preferred = new Negotiator({ headers: { accept } }).mediaType(sent);
  if (preferred === undefined) throw new Problem(406, `The Accept header admits none of ${offered.join(', ')}.`);
  return preferred.split(';', 1)[0]!;
}
