import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { ConfigurationError } from './load-settings.js';

/** Reads a file that a setting names. @throws ConfigurationError if there is none or it is no YAML */
export function readYaml(setting: string, file: string): unknown {
  try {
    return parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new ConfigurationError([`${setting} ${file} cannot be read: ${(error as Error).message.split('\n', 1)[0]}`]);
  }
}
