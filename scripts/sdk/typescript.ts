import { existsSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PACKAGE_ROOT } from '../../src/config/index.js';
import type { Language } from './language.js';
import { run } from './run.js';
import type { SdkDocument } from './sdk-documents.js';

const MODULES = join(PACKAGE_ROOT, 'node_modules');
const TSC = join(MODULES, 'typescript', 'bin', 'tsc');
const EXAMPLE = join(PACKAGE_ROOT, 'examples', 'sdk', 'typescript');

/** Stricter than the settings that the clients bring for their own build. */
const STRICT = { strict: true, noUncheckedIndexedAccess: true, target: 'ES2022', module: 'NodeNext', moduleResolution: 'NodeNext', noEmit: true, types: [] };

/** As `npm install` of the folders would. */
function install(folder: string, documents: readonly SdkDocument[]): void {
  mkdirSync(join(folder, 'node_modules'), { recursive: true });
  for (const { name } of documents) {
    const link = join(folder, 'node_modules', `openmep-${name}`);
    if (!existsSync(link)) symlinkSync(join('..', name), link);
  }
}

const builds = (documents: readonly SdkDocument[]) => documents.flatMap(({ name }) => [join(name, 'tsconfig.json'), join(name, 'tsconfig.esm.json')]);

export const typescript: Language = {
  name: 'typescript',
  toolchain: {},
  configuration: ({ name, version }) => ({
    generatorName: 'typescript-fetch',
    additionalProperties: { npmName: `openmep-${name}`, npmVersion: version, supportsES6: true, importFileExtension: '.js' },
    // The generator's word for its settings, which as an attribute would get an underscore.
    nameMappings: { configuration: 'ranConfiguration' },
  }),
  methodName: (camelCase) => camelCase,
  declarations: {
    models: /^src\/models\/(?!index)(\w+)\.ts$/,
    apis: /^src\/apis\/\w+Api\.ts$/,
    methods: /^ {4}async (\w+?)(?:Raw|RequestOpts)?\(/gm,
    parameters: /^ {4}(\w+)\??: .*;$/gm,
    members: /^ {4}(?:readonly )?'?(\w+)'?\??: .*;$/gm,
  },
  async compile(folder, documents, withExample) {
    writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions: STRICT, include: documents.map(({ name }) => `${name}/src`) }, null, 2));
    const own = await run('node', [TSC, '-b', ...builds(documents)], folder);
    const strict = await run('node', [TSC, '-p', folder], folder);
    install(folder, documents);
    const example = withExample && own.ok ? await run('node', [TSC, '-p', EXAMPLE], folder) : { ok: true, output: '' };
    return { ok: own.ok && strict.ok && example.ok, output: own.output + strict.output + example.output };
  },
  fault: () => /^([^/\s]+)\/src\/\S+\(\d+,\d+\): error .*/gm,
  example: (folder) => ({ command: 'node', args: [join(folder, 'example', 'main.js')], folder }),
};
