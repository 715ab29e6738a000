import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PACKAGE_ROOT } from '../../src/config/index.js';
import { generatorJar } from './generator-jar.js';
import { hasMadeAll, readLog, type Remarks } from './generator-log.js';
import type { Language } from './language.js';
import { run, type Outcome } from './run.js';
import type { SdkDocument } from './sdk-documents.js';
import { mapValues } from '../openapi-json.js';

/** A client to make: of a document, in a language, in a folder of the document's name below this one. */
export interface Job {
  language: Language;
  document: SdkDocument;
  folder: string;
}

/** The runs are short: most of one would be the work of the compiler that makes long ones faster. */
const SHORT_RUN = ['-XX:TieredStopAtLevel=1', '-XX:+UseSerialGC'];

/** A batch says errors only, if left alone. */
const WITH_WARNINGS = `-Dlogback.configurationFile=${join(PACKAGE_ROOT, 'scripts', 'sdk', 'logback.xml')}`;

/** Files for publishing, and for tools that nothing here needs. */
const IGNORED = ['git_push.sh', '.travis.yml', '.gitlab-ci.yml', '.github/**', 'build.gradle', 'build.sbt', 'gradle/**', 'gradle.properties', 'gradlew', 'gradlew.bat', 'settings.gradle', 'tox.ini'];

export const clientFolder = ({ document, folder }: Job): string => join(folder, document.name);

function configuration(job: Job): Record<string, unknown> {
  const { language, document } = job;
  const { additionalProperties, ...own } = language.configuration(document);
  return {
    inputSpec: document.file,
    outputDir: clientFolder(job),
    openapiGeneratorIgnoreList: IGNORED,
    globalProperties: { apiTests: 'false', modelTests: 'false' },
    operationIdNameMappings: mapValues(document.methodNames, (name) => language.methodName(String(name))),
    ...own,
    // Objects are open (docs/adr/0002-schema-style.md): a client has to bear attributes that it does not know.
    additionalProperties: { disallowAdditionalPropertiesIfNotPresent: false, licenseName: 'Apache-2.0', ...(additionalProperties as object) },
  };
}

/** Removes the client that there is, and writes what the generator is told. The file that says it. */
function prepare(job: Job): string {
  rmSync(clientFolder(job), { recursive: true, force: true });
  mkdirSync(join(job.folder, '.configuration'), { recursive: true });
  const file = join(job.folder, '.configuration', `${job.document.name}.json`);
  writeFileSync(file, JSON.stringify(configuration(job), null, 2));
  return file;
}

const generator = async (options: readonly string[], args: readonly string[]): Promise<Outcome> => run('java', [...SHORT_RUN, ...options, '-jar', await generatorJar(), ...args], PACKAGE_ROOT);

/** Makes a client, anew. `force` has the generator go on with a document that it holds to be invalid. */
export async function generate(job: Job, force = false): Promise<Remarks> {
  const { ok, output } = await generator([], ['generate', '-c', prepare(job), ...(force ? ['--skip-validate-spec'] : [])]);
  return readLog(output, ok);
}

/** Makes clients, anew, in one run of the generator. Whether it has made all of them and said nothing; what it says of which, only runs of one client tell. */
export async function generateQuietly(jobs: readonly Job[]): Promise<boolean> {
  const { ok, output } = await generator([WITH_WARNINGS], ['batch', ...jobs.map(prepare)]);
  return ok && hasMadeAll(output, jobs.length);
}
