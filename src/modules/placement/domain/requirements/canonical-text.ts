import { createHash } from 'node:crypto';

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

/**
 * The JSON text of a value without white space and with sorted keys (RFC 8785). Numbers and strings are written as JSON.stringify does it, which is
 * what 3.2.2 demands of all that JSON can hold, but that lone surrogates are escaped instead of refused. Members that are undefined are left out.
 */
export function canonicalText(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalText).join(',')}]`;
  if (!isObject(value)) return JSON.stringify(value);
  const members = Object.entries(value).filter(([, member]) => member !== undefined);
  return `{${members.sort(([one], [other]) => (one < other ? -1 : 1)).map(([key, member]) => `${JSON.stringify(key)}:${canonicalText(member)}`).join(',')}}`;
}

/** SHA-256 of the canonical text. */
export const canonicalDigest = (value: unknown): string => `sha256:${createHash('sha256').update(canonicalText(value)).digest('hex')}`;
