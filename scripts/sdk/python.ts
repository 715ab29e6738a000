import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { PACKAGE_ROOT } from '../../src/config/index.js';
import { mapValues } from '../openapi-json.js';
import { type Language, PLAIN_NAMES, underscored, withUnderscores } from './language.js';
import { run } from './run.js';

const IMPORT_ALL = join(PACKAGE_ROOT, 'scripts', 'sdk', 'import_all.py');
const EXAMPLE = join(PACKAGE_ROOT, 'examples', 'sdk', 'python');

const interpreter = (folder: string) => join(folder, '.venv', 'bin', 'python');
const clients = (folder: string) => readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory() && !entry.name.startsWith('.')).map(({ name }) => join(folder, name));
const packageOf = (name: string) => `openmep_${underscored(name)}`;

/** appDId would become app_did. */
const PYTHON_NAMES = mapValues({ ...PLAIN_NAMES, appDId: 'appDId' }, (name) => withUnderscores(String(name)));

export const python: Language = {
  name: 'python',
  toolchain: { 'Python 3.10 or later with venv': `python3 -c 'import ensurepip, sys, venv; sys.exit(sys.version_info < (3, 10))'` },
  configuration: ({ name, version }) => ({
    generatorName: 'python',
    additionalProperties: { packageName: packageOf(name), projectName: `openmep-${name}`, packageVersion: version },
    nameMappings: { ...PYTHON_NAMES, self: 'self_link', from: 'from_' },
    parameterNameMappings: { appDId: 'app_d_id' },
  }),
  methodName: withUnderscores,
  declarations: {
    models: /^openmep_\w+\/models\/(?!__init__)(\w+)\.py$/,
    apis: /^openmep_\w+\/api\/\w+_api\.py$/,
    methods: /^ {4}def ([a-z]\w*?)(?:_with_http_info|_without_preload_content)?\($/gm,
    parameters: /^ {8}([a-z]\w*): [A-Z]/gm,
    members: /^ {4}(\w+): /gm,
    ugly: /^[a-z]_[a-z]/,
  },
  async compile(folder, documents) {
    if (!existsSync(interpreter(folder))) {
      const made = await run('python3', ['-m', 'venv', '.venv'], folder);
      if (!made.ok) return made;
    }
    const requirements = documents.flatMap(({ name }) => ['-r', join(name, 'requirements.txt')]);
    const installed = await run(interpreter(folder), ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', ...requirements], folder);
    if (!installed.ok) return installed;
    const imported = await run(interpreter(folder), ['-W', 'error', IMPORT_ALL, ...documents.map(({ name }) => join(name, packageOf(name)))], folder);
    return { ok: imported.ok, output: imported.output };
  },
  fault: () => /^FAILED openmep_(\w+?)[.:].*/gm,
  example: (folder) => ({ command: interpreter(folder), args: ['-W', 'error', join(EXAMPLE, 'main.py')], folder: EXAMPLE, environment: { PYTHONPATH: clients(folder).join(':'), PYTHONDONTWRITEBYTECODE: '1' } }),
};
