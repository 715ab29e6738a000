// Draws who imports whom among the modules into docs/ARCHITECTURE.md.
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import ts from 'typescript';
import { PACKAGE_ROOT } from '../src/config/index.js';
import { writeGeneratedPart } from './generated-part.js';

type Imports = Map<string, Set<string>>;

const MODULES = join(PACKAGE_ROOT, 'src', 'modules');
const moduleOf = (path: string) => path.split('/')[0]!;

/** The other modules that a file imports from; paths are below the folder of the modules. */
function importsOf(file: string): string[] {
  const { importedFiles } = ts.preProcessFile(readFileSync(join(MODULES, file), 'utf8'));
  const paths = importedFiles.filter(({ fileName }) => fileName.startsWith('.')).map(({ fileName }) => join(dirname(file), fileName));
  return paths.filter((path) => !path.startsWith('..') && moduleOf(path) !== moduleOf(file)).map(moduleOf);
}

function moduleImports(): Imports {
  const imports: Imports = new Map();
  for (const file of (readdirSync(MODULES, { recursive: true }) as string[]).filter((name) => name.endsWith('.ts')).sort()) {
    const found = imports.get(moduleOf(file)) ?? new Set();
    importsOf(file).forEach((name) => found.add(name));
    imports.set(moduleOf(file), found);
  }
  return imports;
}

const reaches = (imports: Imports, from: string, to: string): boolean => [...(imports.get(from) ?? [])].some((next) => next === to || reaches(imports, next, to));

/** Without the imports that a way over others stands for already; there are no cycles (.dependency-cruiser.js). */
const directImports = (imports: Imports): [string, string][] =>
  [...imports].flatMap(([from, targets]) => [...targets].sort().filter((to) => ![...targets].some((via) => via !== to && reaches(imports, via, to))).map((to): [string, string] => [from, to]));

const arrows = directImports(moduleImports()).map(([from, to]) => `  ${from} --> ${to}`);
writeGeneratedPart('docs/ARCHITECTURE.md', 'modules', ['```mermaid', 'flowchart BT', ...arrows, '```'].join('\n'));
