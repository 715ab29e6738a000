import { hash } from 'node:crypto';
import { invalid, preconditionFailed } from '../problem/index.js';

const ENTITY_TAG = /^(W\/)?"[\x21\x23-\x7e\x80-\uffff]*"$/;
/** One member of a list; members may be empty (RFC 9110, 5.6.1.2). */
const LIST_MEMBER = /[\s,]*(?:((?:W\/)?"[^"]*")\s*(?:,|$)|$)/y;

/** Strong entity tag of a representation: equal ones have equal tags. */
export const entityTag = (representation: string | Buffer): string => `"${hash('sha1', representation, 'base64url')}"`;

const malformed = (header: string) => invalid(`${header} must be * or a list of entity tags in double quotes.`);

/** Splits a list of entity tags; commas inside the quotes belong to the tag (RFC 9110, 8.8.3). */
function parseEntityTags(header: 'If-Match' | 'If-None-Match', value: string): string[] | '*' {
  if (value.trim() === '*') return '*';
  const tags: string[] = [];
  LIST_MEMBER.lastIndex = 0;
  while (LIST_MEMBER.lastIndex < value.length) {
    const member = LIST_MEMBER.exec(value);
    if (!member || (member[1] !== undefined && !ENTITY_TAG.test(member[1]))) throw malformed(header);
    if (member[1] !== undefined) tags.push(member[1]);
  }
  if (tags.length === 0) throw malformed(header);
  return tags;
}

/**
 * RFC 9110, 13.1.1, with the strong comparison.
 * @param current undefined if there is no representation yet
 * @throws Problem 412 if the current representation is not among those named, 400 if the header is malformed
 */
export function requireMatch(ifMatch: string | undefined, current: string | undefined): void {
  if (ifMatch === undefined) return;
  const tags = parseEntityTags('If-Match', ifMatch);
  if (current === undefined) throw preconditionFailed(`If-Match names ${ifMatch}; there is no representation yet.`);
  if (tags === '*' || tags.includes(current)) return;
  throw preconditionFailed(`If-Match names ${ifMatch}; the current representation is ${current}.`);
}

/**
 * RFC 9110, 13.1.2, of a write, with the weak comparison.
 * @param current undefined if there is no representation yet
 * @throws Problem 412 if the current representation is among those named, 400 if the header is malformed
 */
export function requireNoneMatch(ifNoneMatch: string | undefined, current: string | undefined): void {
  if (ifNoneMatch === undefined) return;
  const tags = parseEntityTags('If-None-Match', ifNoneMatch);
  if (current !== undefined && names(tags, current)) throw preconditionFailed(`If-None-Match names ${ifNoneMatch}; the current representation is ${current}.`);
}

/** With the weak comparison. */
const names = (tags: string[] | '*', current: string): boolean => tags === '*' || tags.some((tag) => tag.replace(/^W\//, '') === current);

/**
 * RFC 9110, 13.1.2, with the weak comparison: does the client hold the current representation?
 * @throws Problem 400 if the header is malformed
 */
export function isFresh(ifNoneMatch: string | undefined, current: string): boolean {
  return ifNoneMatch !== undefined && names(parseEntityTags('If-None-Match', ifNoneMatch), current);
}
