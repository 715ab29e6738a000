import Negotiator from 'negotiator';
import { Problem } from '../problem/index.js';

/**
 * Refuses a request whose Accept header excludes everything that the operation can send (RFC 9110, 15.5.7).
 * @throws Problem 406
 */
export function requireAcceptable(accept: string | undefined, offered: string[]): void {
  if (accept === undefined || accept === '*/*' || accept === 'application/json' || offered.length === 0) return;
  const sent = offered.flatMap((mediaType) => [mediaType, `${mediaType}; charset=utf-8`]);
  if (new Negotiator({ headers: { accept } }).mediaType(sent) === undefined)
    throw new Problem(406, `The Accept header admits none of ${offered.join(', ')}.`);
}
