import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { bundle, run } from '../../scripts/bundle.js';
import { PACKAGE_ROOT } from '../../src/config/index.js';

const BUILDS = join(PACKAGE_ROOT, 'test-output', 'server');
const KEEP_MS = 3 * 60 * 60_000;
const PROGRAM = 'server';

/** Something to compile: folders, and the file in them that is run. */
interface Program {
  sources: string[];
  main: string;
}

const SERVER: Program = { sources: ['src', 'migrations'], main: 'src/main.js' };

/** Changes with every source file that changes, with the dependencies and with the way in which they are built. */
function fingerprint({ sources, main }: Program): string {
  const hash = createHash('sha1').update(main);
  for (const file of [join(PACKAGE_ROOT, 'package-lock.json'), import.meta.filename, join(PACKAGE_ROOT, 'scripts', 'bundle.ts')]) hash.update(readFileSync(file));
  for (const source of sources)
    for (const entry of readdirSync(join(PACKAGE_ROOT, source), { recursive: true, encoding: 'utf8' }).sort()) {
      const { mtimeMs, size } = statSync(join(PACKAGE_ROOT, source, entry));
      hash.update(`${source}/${entry} ${mtimeMs} ${size}\n`);
    }
  return hash.digest('hex').slice(0, 16);
}

function compile({ sources, main }: Program, folder: string): void {
  run('swc', [...sources, '--out-dir', folder, '--config-file', '.swcrc', '--quiet']);
  bundle(join(folder, main), join(folder, 'bundle'), [`--entry-names=${PROGRAM}`]);
}

/** Another worker may have been faster: a folder that is not empty is not replaced. */
function finish(unfinished: string, build: string): void {
  try {
    renameSync(unfinished, build);
  } catch (error) {
    if (!existsSync(build)) throw error;
    rmSync(unfinished, { recursive: true });
  }
}

/** Those that nobody has asked for lately; runs of tests last almost as long. */
function removeFormerBuilds(): void {
  for (const build of readdirSync(BUILDS)) {
    const folder = join(BUILDS, build);
    if (Date.now() - (statSync(folder, { throwIfNoEntry: false })?.mtimeMs ?? Infinity) > KEEP_MS) rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * The program of the server, compiled from the present sources as `npm run build` does it, and bundled with its dependencies so that it
 * starts in half the time. It is neither tsx, whose compiler emits no decorator metadata for Nest, nor dist/, which may be stale and which
 * a build deletes while servers start from it.
 */
export const serverProgram = (): string => compiled(SERVER);

/** The same of another program. */
export function compiled(program: Program): string {
  const build = join(BUILDS, fingerprint(program));
  if (!existsSync(build)) {
    mkdirSync(BUILDS, { recursive: true });
    removeFormerBuilds();
    const unfinished = `${build}.${process.pid}`;
    compile(program, unfinished);
    finish(unfinished, build);
  }
  const now = new Date();
  utimesSync(build, now, now);
  return join(build, 'bundle', `${PROGRAM}.js`);
}
