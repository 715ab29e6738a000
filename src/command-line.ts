import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ConfigurationError, PACKAGE_ROOT, Settings, settingsOf } from './config/index.js';

const help = (): string => `openmep starts the platform and serves until SIGINT or SIGTERM. Its state is in data/ of the current folder.

  openmep            start
  openmep --help     this text
  openmep --version  the version

It is set up by environment variables:

${settingsOf(Settings)
  .map(({ name, default: fallback, defaultInWords, meaning }) => `  ${name} (${fallback ?? defaultInWords})\n      ${meaning}`)
  .join('\n')}`;

const version = (): string => (JSON.parse(readFileSync(join(PACKAGE_ROOT, 'package.json'), 'utf8')) as { version: string }).version;

const ANSWERS: Record<string, () => string> = { '--help': help, '-h': help, '--version': version, '-v': version };

/**
 * What the words after the command ask for; undefined if there are none and the platform is to start.
 * @throws ConfigurationError if they ask for something else
 */
export function answerTo(words: readonly string[]): string | undefined {
  if (words.length === 0) return undefined;
  const answer = words.length === 1 ? ANSWERS[words[0]!] : undefined;
  if (!answer) throw new ConfigurationError([`"${words.join(' ')}" says nothing to it; settings are environment variables, see openmep --help.`]);
  return answer();
}
