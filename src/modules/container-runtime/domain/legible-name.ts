import { createHash } from 'node:crypto';

const PLAIN = /^[a-z0-9]+(-[a-z0-9]+)*$/;
const LONGEST_PLAIN = 40;
const LONGEST_STEM = 20;
const HASH_DIGITS = 16;

/**
 * A name that every engine takes (RFC 1123 label, at most 40 characters), and a different one for each text. A text that is such a name already
 * stays as it is; in others two hyphens set a hash apart, which no plain one has.
 */
export function legibleName(text: string): string {
  if (PLAIN.test(text) && text.length <= LONGEST_PLAIN) return text;
  const words = text.toLowerCase().match(/[a-z0-9]+/g) ?? ['x'];
  const stem = words.join('-').slice(0, LONGEST_STEM).replace(/-$/, '');
  return `${stem}--${createHash('sha256').update(text).digest('hex').slice(0, HASH_DIGITS)}`;
}

/** Under which the engine keeps an image of a package, so that it can be found and removed. */
export const imageName = (appDId: string, swImageId: string): string => `openmep/${legibleName(appDId)}:${legibleName(swImageId)}`;
