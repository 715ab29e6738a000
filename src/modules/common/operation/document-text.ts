import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { PACKAGE_ROOT } from '../../../config/index.js';

const FOLDER = join(PACKAGE_ROOT, 'dist', 'openapi');

/** Goes by the text, so that what was made of an earlier one is never taken for it. */
const jsonFile = (text: string): string => join(FOLDER, `${createHash('sha256').update(text).digest('hex')}.json`);

/** The document that is written so. Most of a start would be the parsing of YAML, so that the JSON that the build has made of it is read if there is any. */
export function apiDocumentFrom(text: string): unknown {
  const file = jsonFile(text);
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : parse(text);
}

/** Makes the JSON that `apiDocumentFrom` reads. */
export function keepAsJson(text: string): void {
  mkdirSync(FOLDER, { recursive: true });
  writeFileSync(jsonFile(text), JSON.stringify(parse(text)));
}
