import type { NameKey } from '../wire/name.js';

/** Longest name in text, without the dot at its end (RFC 1035, 2.3.4). */
const LONGEST = 253;
const LABEL = /^[A-Za-z0-9_-]{1,63}$/;

const labelsOf = (text: string): string[] => text.replace(/\.$/, '').split('.');

/**
 * Whether a text names a host for which there can be records: labels of up to 63 letters, digits, hyphens and underscores, at
 * most 253 characters, with or without a dot at the end. The first label may be an asterisk (RFC 4592), though not the only
 * one. The last one is not a number, so that no address passes for a name. Names in other scripts come as xn--… (RFC 5890).
 */
export function isDomainName(text: string): boolean {
  const labels = labelsOf(text);
  const named = labels[0] === '*' ? labels.slice(1) : labels;
  return labels.join('.').length <= LONGEST && named.length > 0 && named.every((label) => LABEL.test(label)) && !/^\d+$/.test(named.at(-1)!);
}

/** The key of a name in text. */
export function nameKey(text: string): NameKey {
  return labelsOf(text.toLowerCase())
    .map((label) => String.fromCharCode(label.length) + label)
    .join('');
}
