import { hash } from 'node:crypto';
import { invalid, preconditionFailed } from '../problem/index.js';

const ENTITY_TAG = /^(W\/)?"[\x21\x23-\x7e\x80-\uffff]*"$/;
const ENTITY_TAG_LIST = /\s*((?:W\/)?"[^"]*")\s*(?:,|$)/y;

/** Strong entity tag of a representation: equal texts have equal tags. */
export const entityTag = (representation: string): string => `"${hash('sha1', representation, 'base64url')}"`;

/** Splits a list of entity tags; commas inside the quotes belong to the tag (RFC 9110, 8.8.3). */
function parseEntityTags(header: 'If-Match' | 'If-None-Match', value: string): string[] | '*' {
  if (value.trim() === '*') return '*';
  const tags: string[] = [];
  ENTITY_TAG_LIST.lastIndex = 0;
  while (ENTITY_TAG_LIST.lastIndex < value.length) {
    const tag = ENTITY_TAG_LIST.exec(value)?.[1];
    if (tag === undefined || !ENTITY_TAG.test(tag)) throw invalid(`${header} must be * or a list of entity tags in double quotes.`);
    tags.push(tag);
  }
  return tags;
}

/**
 * RFC 9110, 13.1.1, with the strong comparison.
 * @throws Problem 412 if the current representation is not among those named, 400 if the header is malformed
 */
export function requireMatch(ifMatch: string | undefined, current: string): void {
  if (ifMatch === undefined) return;
  const tags = parseEntityTags('If-Match', ifMatch);
  if (tags === '*' || tags.includes(current)) return;
  throw preconditionFailed(`If-Match names ${ifMatch}; the current representation is ${current}.`);
}

/**
 * RFC 9110, 13.1.2, with the weak comparison: does the client hold the current representation?
 * @throws Problem 400 if the header is malformed
 */
export function isFresh(ifNoneMatch: string | undefined, current: string): boolean {
  if (ifNoneMatch === undefined) return false;
  const tags = parseEntityTags('If-None-Match', ifNoneMatch);
  return tags === '*' || tags.some((tag) => tag.replace(/^W\//, '') === current);
}
