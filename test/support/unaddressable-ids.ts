import { randomBytes } from 'node:crypto';

/** Ids that no URI can hold, each with its name. */
export const UNADDRESSABLE_IDS: [name: string, id: string][] = [
  ['a NUL character', `a\u0000b`],
  ['half a character', `a\ud800`],
  ['more bytes than a URI', randomBytes(6000).toString('hex')],
  ['one character too many', 'x'.repeat(256)],
  ['nothing', ''],
  ['this folder', '.'],
  ['the folder above', '..'],
];
