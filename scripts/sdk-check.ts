import { join } from 'node:path';
import { PACKAGE_ROOT } from '../src/config/index.js';
import { writeGeneratedPart } from './generated-part.js';
import { makeClients, sdkFolder } from './sdk/clients.js';
import { compileClients } from './sdk/compiled.js';
import { conformancePart, type Results } from './sdk/conformance-part.js';
import { runExample, withPlatform } from './sdk/example.js';
import type { Language } from './sdk/language.js';
import { lacking, languagesNamed } from './sdk/languages.js';
import { measure } from './sdk/measure.js';
import { etsiDocuments, ourDocuments } from './sdk/sdk-documents.js';
import { Tally } from './sdk/tally.js';

// npm run sdk:check -- [typescript|python|go|java …]: makes the clients, compiles them and has an example of each language talk to a platform.
// npm run sdk:check -- --etsi: makes and compiles clients of ETSI's documents too, and writes what comes of both into docs/conformance.md.

const ETSI = join(PACKAGE_ROOT, '..', 'shared', 'etsi', 'openapi');
const COUNTS = join(PACKAGE_ROOT, 'test-output', 'sdk-counts.txt');

async function timed<T>(what: string, work: () => Promise<T>): Promise<T> {
  const began = Date.now();
  const result = await work();
  console.log(`${what}: ${((Date.now() - began) / 1000).toFixed(1)} s`);
  return result;
}

async function checkLanguage(language: Language, url: string, tally: Tally): Promise<void> {
  const { name } = language;
  const { ok, faults, tail } = await timed(`${name}: compiled`, () => compileClients(language, documents, sdkFolder(language), true));
  if (tally.check(`${name}: clients and example compile`, ok ? [] : [...[...faults.values()].flat(), ...tail])) {
    tally.check(`${name}: example`, await timed(`${name}: example`, () => runExample(language, sdkFolder(language), url)));
  } else tally.skip(`${name}: example`, 1, 'it does not compile');
}

async function check(languages: readonly Language[]): Promise<void> {
  const tally = Tally.into(COUNTS);
  const possible = languages.filter((language) => {
    const missing = lacking(language);
    if (missing.length > 0) tally.skip(language.name, 2 * documents.length + 2, `this machine has no ${missing.join(', no ')}`);
    return missing.length === 0;
  });
  if (possible.length > 0) {
    await timed('generated', () => makeClients(possible, documents, tally));
    await withPlatform(async (url) => {
      for (const language of possible) await checkLanguage(language, url, tally);
    });
  }
  console.log(tally.toString());
  tally.write();
  if (!tally.holds) process.exitCode = 1;
}

async function writeConformance(): Promise<void> {
  const results: Results = new Map();
  for (const language of languagesNamed([])) {
    const missing = lacking(language);
    if (missing.length > 0) throw new Error(`${language.name} cannot be measured: this machine has no ${missing.join(', no ')}.`);
    const etsi = await measure(language, etsiDocuments(ETSI), join(PACKAGE_ROOT, 'sdk', 'etsi', language.name));
    const ours = await measure(language, documents, join(PACKAGE_ROOT, 'sdk', 'ours', language.name));
    results.set(language.name, { ours, etsi });
  }
  writeGeneratedPart('docs/conformance.md', 'sdk', conformancePart(results), 'npm run sdk:check -- --etsi');
}

const names = process.argv.slice(2);
const documents = ourDocuments();
await timed('in all', () => (names.includes('--etsi') ? writeConformance() : check(languagesNamed(names))));
