import { readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { PACKAGE_ROOT } from '../../src/config/index.js';
import { type Language, letters, PLAIN_NAMES } from './language.js';
import { run } from './run.js';

const EXAMPLE = join(PACKAGE_ROOT, 'examples', 'sdk', 'java');

const aggregator = (modules: readonly string[]) => `<?xml version="1.0" encoding="UTF-8"?>
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>openmep</groupId>
  <artifactId>openmep-sdk</artifactId>
  <version>1</version>
  <packaging>pom</packaging>
  <modules>
${modules.map((module) => `    <module>${module}</module>`).join('\n')}
  </modules>
</project>
`;

export const java: Language = {
  name: 'java',
  toolchain: { 'JDK 17 or later': 'javac --release 17 -version', Maven: 'mvn --version' },
  configuration: ({ name, version }) => {
    const invokerPackage = `openmep.${letters(name)}`;
    return {
      generatorName: 'java',
      library: 'native',
      groupId: 'openmep',
      artifactId: `openmep-${name}`,
      artifactVersion: version,
      invokerPackage,
      apiPackage: `${invokerPackage}.api`,
      modelPackage: `${invokerPackage}.model`,
      additionalProperties: { openApiNullable: false, containerDefaultToNull: true, hideGenerationTimestamp: true },
      // The templates use these names themselves, so that attributes of the same name would get an underscore.
      nameMappings: { ...PLAIN_NAMES, configuration: 'ranConfiguration', file: 'trackFile' },
    };
  },
  methodName: (camelCase) => camelCase,
  declarations: {
    models: /^src\/main\/java\/openmep\/\w+\/model\/(?!AbstractOpenApiSchema)(\w+)\.java$/,
    apis: /^src\/main\/java\/openmep\/\w+\/api\/\w+Api\.java$/,
    methods: /^ {2}public [\w<>, ]+ (?!downloadFileFromResponse)(\w+?)(?:WithHttpInfo)?\(.* throws ApiException/gm,
    parameters: /@javax\.annotation\.N\w+ [\w<>, ]+ (\w+)(?=[,)])/g,
    members: /^ {2}private (?!static|final)[\w<>, .]+ (\w+)(?: = .*)?;$/gm,
    ugly: /^[a-z][A-Z]/,
  },
  async compile(folder, documents, withExample) {
    const modules = documents.map(({ name }) => name);
    writeFileSync(join(folder, 'pom.xml'), aggregator(withExample ? [...modules, relative(folder, EXAMPLE)] : modules));
    return run('mvn', ['--batch-mode', '--no-transfer-progress', '--fail-at-end', '--quiet', 'compile'], folder);
  },
  fault: (folder) => new RegExp(`^\\[ERROR\\] ${folder}/([^/]+)/\\S+\\.java:\\[.*`, 'gm'),
  example: (folder) => {
    const target = join(folder, 'example', 'target');
    return { command: 'java', args: ['-cp', `${join(target, 'classes')}:${readFileSync(join(target, 'classpath.txt'), 'utf8').trim()}`, 'openmep.example.Main'], folder: EXAMPLE };
  },
};
