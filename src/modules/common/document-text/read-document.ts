import { isUtf8 } from 'node:buffer';
import { type Document, isScalar, LineCounter, parseDocument, type Scalar, visit } from 'yaml';
import { memberOf } from '../problem/index.js';

/** Levels below the document; deeper than any document has reason to be, and far from what exhausts the stack of those who walk through it. */
const DEEPEST = 64;

/** How often a YAML document may repeat its parts by aliases. */
const MOST_ALIASES = 100;

/** What is wrong with a text that is no document, to be put behind its name: is not valid UTF-8. */
export class UnreadableText extends Error {
  /** @param place JSON Pointer to what is wrong; empty if that is the whole text */
  constructor(
    message: string,
    readonly place = '',
  ) {
    super(message);
  }
}

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

/** Place of the first number that is none: 1e400 and .inf are read as Infinity, which JSON writes as null. */
function placeOfNoNumber(value: unknown): string | undefined {
  if (typeof value === 'number') return Number.isFinite(value) ? undefined : '';
  if (typeof value !== 'object' || value === null) return undefined;
  for (const [name, member] of Object.entries(value)) {
    const place = placeOfNoNumber(member);
    if (place !== undefined) return memberOf('', name) + place;
  }
  return undefined;
}

function repeated({ range }: Scalar, lines: LineCounter): Error {
  const { line, col } = lines.linePos(range![0]);
  return new Error(`Map keys must be unique at line ${line}, column ${col}`);
}

/** The parser's own check compares each key with all before it: some seconds for a megabyte of short ones. @throws Error */
function refuseRepeatedKeys(document: Document, lines: LineCounter): void {
  visit(document, {
    Map: (_, { items }) => {
      const known = new Set<unknown>();
      for (const { key } of items) {
        if (!isScalar(key)) continue;
        if (known.has(key.value)) throw repeated(key, lines);
        known.add(key.value);
      }
    },
  });
}

/** What JSON could say, too: names of attributes are text, and nothing is shared. */
function parseYaml(text: string): unknown {
  const lineCounter = new LineCounter();
  const document = parseDocument(text, { stringKeys: true, resolveKnownTags: false, uniqueKeys: false, lineCounter });
  const [error] = document.errors;
  if (error) throw error;
  refuseRepeatedKeys(document, lineCounter);
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
  const place = placeOfNoNumber(document);
  if (place !== undefined) throw new UnreadableText('must be a finite number', place);
  if (SUSPICIOUS.test(text) && holdsNoText(document)) throw new UnreadableText('has a string with a NUL or with half a surrogate pair');
  return document;
}
