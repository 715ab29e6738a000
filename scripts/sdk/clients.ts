import { join } from 'node:path';
import { PACKAGE_ROOT } from '../../src/config/index.js';
import { clientFolder, generate, generateQuietly, type Job } from './generate.js';
import type { Language } from './language.js';
import { faultsOf, namesIn } from './names.js';
import type { SdkDocument } from './sdk-documents.js';
import type { Tally } from './tally.js';

/** Where the clients of a language are. */
export const sdkFolder = ({ name }: Language): string => join(PACKAGE_ROOT, 'sdk', name);

/** Makes a client of each document in each language, and checks what the generator remarks and how it names things. */
export async function makeClients(languages: readonly Language[], documents: readonly SdkDocument[], tally: Tally): Promise<void> {
  const jobs = languages.flatMap((language) => documents.map((document): Job => ({ language, document, folder: sdkFolder(language) })));
  const quiet = await generateQuietly(jobs);
  if (!quiet) console.log('The generator has remarks. To tell of what, each client is made by itself.');
  for (const job of jobs) {
    const name = `${job.language.name} ${job.document.name}`;
    const made = tally.check(`${name}: generated without remarks`, quiet ? [] : await remarksOf(job));
    if (made) tally.check(`${name}: names`, faultsOf(namesIn(job.language, clientFolder(job)), job.document, job.language.declarations.ugly));
    else tally.skip(`${name}: names`, 1, 'the generator has remarks on the client');
  }
}

async function remarksOf(job: Job): Promise<string[]> {
  const { refusals, errors, warnings } = await generate(job);
  return [...refusals, ...errors, ...warnings];
}
