import { isUtf8 } from 'node:buffer';
import { parseDocument } from 'yaml';

/** Levels below the document; deeper than any document has reason to be, and far from what exhausts the stack of those who walk through it. */
const DEEPEST = 64;

/** How often a YAML document may repeat its parts by aliases. */
const MOST_ALIASES = 100;

/** What is wrong with a text that is no document, to be put behind its name: is not valid UTF-8. */
export class UnreadableText extends Error {}

const isDeeperThan = (levels: number, value: unknown): boolean =>
  typeof value === 'object' && value !== null && (levels === 0 || Object.values(value).some((member) => isDeeperThan(levels - 1, member)));

/** NUL, which no database text holds, and surrogates, of which one alone is no text (RFC 7493, 2.1): escaped, or as they are. */
const SUSPICIOUS = /\\u(0000|d[89a-f])|\\(0|x00|U0000)|\0/i;

const NO_TEXT = /[\0\p{Surrogate}]/u;

function holdsNoText(value: unknown): boolean {
  if (typeof value === 'string') return NO_TEXT.test(value);
  if (typeof value !== 'object' || value === null) return false;
  return Object.entries(value).some(([name, member]) => NO_TEXT.test(name) || holdsNoText(member));
}

/** What JSON could say, too: names of attributes are text, and nothing is shared. */
function parseYaml(text: string): unknown {
  const document = parseDocument(text, { stringKeys: true, resolveKnownTags: false });
  const [error] = document.errors;
  if (error) throw error;
  return document.toJS({ maxAliasCount: MOST_ALIASES });
}

const PARSERS = { JSON: (text: string) => JSON.parse(text) as unknown, YAML: parseYaml };

/** Reads what somebody else has written. @throws UnreadableText if it is no such document, or one that nobody could keep or walk through */
export function readDocument(language: keyof typeof PARSERS, bytes: Buffer): unknown {
  if (!isUtf8(bytes)) throw new UnreadableText('is not valid UTF-8');
  const text = bytes.toString();
  let document: unknown;
  try {
    document = PARSERS[language](text);
  } catch (error) {
    throw new UnreadableText(`is not valid ${language}: ${(error as Error).message.split('\n', 1)[0]!.replace(/[.:]$/, '')}`);
  }
  if (isDeeperThan(DEEPEST, document)) throw new UnreadableText(`is nested deeper than ${DEEPEST} levels`);
  if (SUSPICIOUS.test(text) && holdsNoText(document)) throw new UnreadableText('has a string with a NUL or with half a surrogate pair');
  return document;
}
