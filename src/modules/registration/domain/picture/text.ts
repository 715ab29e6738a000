const MOST_OF_A_NAME = 40;
const WIDTH = 40;

/** What Mermaid takes as it is, wherever it stands, but for a few words. */
const HARMLESS = /[A-Za-z0-9 _.,:()/+*='-]/;
/** The word that Mermaid's documentation warns of, and those behind which it reads a colon. */
const WORDS = /\b(?:end|wrap|nowrap)\b|style|classDef/gi;

const entity = (character: string): string => `#${character.codePointAt(0)};`;

/** A control character as the picture of it that Unicode has. */
function visible(character: string): string {
  const code = character.codePointAt(0)!;
  if (code < 0x20) return String.fromCodePoint(0x2400 + code);
  return (code >= 0x7f && code < 0xa0) || (code >= 0xd800 && code < 0xe000) ? '\ufffd' : character;
}

/** Any text as Mermaid shows it and never reads it: whatever is not harmless goes by its entity. */
function shown(text: string): string {
  const characters = [...text].map(visible);
  const escaped = characters.map((character) => (HARMLESS.test(character) ? character : entity(character))).join('');
  return escaped.replace(WORDS, (word) => entity(word[0]!) + word.slice(1));
}

/** A name that fits over a lifeline. */
export function shortened(name: string): string {
  const characters = [...name];
  return characters.length > MOST_OF_A_NAME ? `${characters.slice(0, MOST_OF_A_NAME).join('')}…` : name;
}

/** Lines of a width in characters, broken between words; a word that is longer than a name may be is shortened. */
export function wrapped(text: string, width = WIDTH): string[] {
  const lines: string[] = [];
  for (const word of text.split(' ').map(shortened)) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + word.length < width) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}

/** One line of Mermaid that is shown in several. */
export const inLines = (lines: readonly string[]): string => lines.map(shown).join('<br/>');

/** Milliseconds as seconds. */
export const seconds = (milliseconds: number): string => `${milliseconds / 1000} s`;
