import { go } from './go.js';
import { java } from './java.js';
import type { Language } from './language.js';
import { python } from './python.js';
import { succeeds } from './run.js';
import { typescript } from './typescript.js';

export const LANGUAGES: readonly Language[] = [typescript, python, go, java];

/** What the generator itself runs on. */
const GENERATOR = { 'Java 11 or later': 'java --version' };

/**
 * The languages that are named, or all.
 * @throws Error if there is none of a name
 */
export function languagesNamed(names: readonly string[]): Language[] {
  if (names.length === 0) return [...LANGUAGES];
  return names.map((name) => {
    const found = LANGUAGES.find((language) => language.name === name);
    if (!found) throw new Error(`There is no SDK in ${name}: ${LANGUAGES.map((language) => language.name).join(', ')}.`);
    return found;
  });
}

const missing = (tools: Readonly<Record<string, string>>): string[] => Object.keys(tools).filter((tool) => !succeeds(tools[tool]!));

/** What this machine lacks to make clients at all. */
export const lackingToGenerate = (): string[] => missing(GENERATOR);

/** What this machine lacks to make and compile the clients of a language. */
export const lacking = ({ toolchain }: Language): string[] => missing({ ...GENERATOR, ...toolchain });
