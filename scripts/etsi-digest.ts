// Prints the structure of a published OpenAPI document, for openapi/etsi/: tsx scripts/etsi-digest.ts PUBLISHED.yaml
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { structureOf } from './etsi-structure.js';
import { asObject } from './openapi-json.js';

const [file] = process.argv.slice(2);
if (!file) throw new Error('usage: etsi-digest PUBLISHED.yaml');
process.stdout.write(`${JSON.stringify({ digest: structureOf(asObject(parse(readFileSync(file, 'utf8')))) }, null, 1)}\n`);
