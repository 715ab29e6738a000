import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PACKAGE_ROOT } from '../../src/config/index.js';
import { type Language, letters } from './language.js';
import { run } from './run.js';

const EXAMPLE = join(PACKAGE_ROOT, 'examples', 'sdk', 'go');
const MODULE = 'module openmep/sdk\n\ngo 1.23\n';

export const go: Language = {
  name: 'go',
  toolchain: { 'Go 1.23 or later': `test "$(printf '%s\\n' go1.23 "$(go env GOVERSION)" | sort -V | head -n 1)" = go1.23` },
  configuration: ({ name, version }) => ({
    generatorName: 'go',
    gitHost: 'openmep',
    gitUserId: 'sdk',
    gitRepoId: name,
    additionalProperties: { packageName: letters(name), packageVersion: version, withGoMod: false, useOneOfDiscriminatorLookup: true, enumClassPrefix: true },
    // A word of the language, and as a name it would get an underscore.
    parameterNameMappings: { Range: 'byteRange' },
  }),
  methodName: (camelCase) => camelCase.replace(/^./, (letter) => letter.toUpperCase()),
  declarations: {
    models: /^model_(\w+)\.go$/,
    apis: /^api_\w+\.go$/,
    methods: /^func \(a \*\w+Service\) (\w+?)(?:Execute)?\(/gm,
    parameters: /^func \(r Api\w+Request\) (?!Execute)(\w+)\(/gm,
    members: /^\t(\w+) +\S+ +`json:/gm,
  },
  async compile(folder, _documents, withExample) {
    writeFileSync(join(folder, 'go.mod'), MODULE);
    const tidy = await run('go', ['mod', 'tidy', '-e'], folder);
    if (!tidy.ok) return tidy;
    const built = await run('go', ['build', '-gcflags=-e', './...'], folder);
    const vetted = built.ok ? await run('go', ['vet', './...'], folder) : built;
    const example = withExample ? await run('go', ['build', '-o', join(folder, 'example'), '.'], EXAMPLE) : vetted;
    return { ok: vetted.ok && example.ok, output: vetted.output + (withExample ? example.output : '') };
  },
  fault: () => /^(?:\.\/)?([\w-]+)\/\w+\.go:\d+:\d+: .*/gm,
  example: (folder) => ({ command: join(folder, 'example'), args: [], folder: EXAMPLE }),
};
