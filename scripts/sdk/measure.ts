import { existsSync, rmSync } from 'node:fs';
import { compileClients } from './compiled.js';
import { clientFolder, generate, type Job } from './generate.js';
import type { Language } from './language.js';
import { inventedModels, namesIn } from './names.js';
import type { SdkDocument } from './sdk-documents.js';

/** What comes of a document in a language. */
export interface Measure {
  /** `refused`: the generator takes the document for invalid, and has made a client when told to go on; `failed`: it has made none even so. */
  end: 'made' | 'refused' | 'failed';
  errors: number;
  warnings: number;
  /** Types that the generator had to invent a name for. */
  invented: string[];
  /** Faults that the compiler finds; undefined if there is no client. */
  faults: number | undefined;
}

export type Measures = Map<string, Measure>;

const describe = (names: readonly string[]): string => (names.length > 0 ? ` (${names.slice(0, 6).join(', ')}${names.length > 6 ? ', …' : ''})` : '');

async function generated(job: Job): Promise<Measure> {
  const { language, document } = job;
  const first = await generate(job);
  const last = first.made ? first : await generate(job, true);
  const client = clientFolder(job);
  const invented = existsSync(client) ? inventedModels(namesIn(language, client), document) : [];
  const end = first.made ? 'made' : last.made ? 'refused' : 'failed';
  // What is half made is in the way of the others.
  if (end === 'failed') rmSync(client, { recursive: true, force: true });
  return { end, errors: first.refusals.length + last.errors.length, warnings: last.warnings.length, invented, faults: undefined };
}

/** Makes and compiles the clients of all documents, and counts what goes wrong. By their titles. */
export async function measure(language: Language, documents: readonly SdkDocument[], folder: string): Promise<Measures> {
  const measures: Measures = new Map();
  for (const document of documents) {
    measures.set(document.title, await generated({ language, document, folder }));
  }
  const made = documents.filter(({ title }) => measures.get(title)!.end !== 'failed');
  const { faults, ok, tail } = await compileClients(language, made, folder, false);
  if (!ok && faults.size === 0) throw new Error(`${language.name} does not compile, and it is not clear what:\n${tail.join('\n')}`);
  for (const { name, title } of made) {
    const found = measures.get(title)!;
    found.faults = faults.get(name)?.length ?? 0;
    console.log(`${language.name} ${title}: ${found.errors} errors, ${found.warnings} warnings, ${found.invented.length} invented${describe(found.invented)}, ${found.faults} faults`);
  }
  return measures;
}
