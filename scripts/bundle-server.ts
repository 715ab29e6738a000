// Makes of what the compiler has left in dist/ what is run and published.
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PACKAGE_ROOT } from '../src/config/index.js';
import { bundle } from './bundle.js';

const DIST = join(PACKAGE_ROOT, 'dist');
const META = join(DIST, 'bundle.json');

interface Metafile {
  outputs: Record<string, { inputs: Record<string, unknown> }>;
}

/** Folders of the packages of which something is in the bundle. */
function bundledPackages(): string[] {
  const { outputs } = JSON.parse(readFileSync(META, 'utf8')) as Metafile;
  const files = Object.values(outputs).flatMap(({ inputs }) => Object.keys(inputs));
  return [...new Set(files.flatMap((file) => /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+/.exec(file)?.[0] ?? []))].sort();
}

interface Licensed {
  name: string;
  version: string;
  license?: string;
  author?: string | { name: string };
  homepage?: string;
}

/** @throws Error if a package says of no licence */
function noticeOf(folder: string): string {
  const { name, version, license, author, homepage } = JSON.parse(readFileSync(join(PACKAGE_ROOT, folder, 'package.json'), 'utf8')) as Licensed;
  if (!license) throw new Error(`${folder} names no licence`);
  const files = readdirSync(join(PACKAGE_ROOT, folder)).filter((file) => /^(licen[cs]e|notice)/i.test(file));
  const texts = files.map((file) => readFileSync(join(PACKAGE_ROOT, folder, file), 'utf8').trim());
  const holder = typeof author === 'object' ? author.name : author;
  return [`${name} ${version}, ${license}`, ...(texts.length > 0 ? texts : [`Published without the text of its licence by ${holder}, ${homepage}.`])].join('\n\n');
}

bundle(join(DIST, 'src', 'main.js'), DIST, [`--metafile=${META}`]);
writeFileSync(join(DIST, 'licences.txt'), bundledPackages().map(noticeOf).join(`\n\n${'-'.repeat(80)}\n\n`));
for (const compiled of ['src', 'migrations']) rmSync(join(DIST, compiled), { recursive: true, force: true });
rmSync(META);
