import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PACKAGE_ROOT } from '../src/config/index.js';

const { dependencies } = JSON.parse(readFileSync(join(PACKAGE_ROOT, 'package.json'), 'utf8')) as { dependencies: Record<string, string> };

/** What others would use if it were installed. */
const NOT_INSTALLED = ['@nestjs/microservices', '@nestjs/platform-express', '@nestjs/websockets', '@fastify/multipart', '@fastify/view', 'pg-native'];

/** The dependencies of whoever installs the package: they look for files beside their own, are asked for by a name that is put together (pg, by TypeORM), or few need them. Everything else is a development dependency, of which the bundle has what it needs. */
const NOT_BUNDLED = [...Object.keys(dependencies), ...NOT_INSTALLED];

/** Bundled CommonJS asks for these. */
const COMMON_JS = `
const require = (await import('node:module')).createRequire(import.meta.url);
const { filename: __filename, dirname: __dirname } = import.meta;
`;

/** White space is kept in memory, too; the map tells where the sources of a stack trace are (`NODE_OPTIONS=--enable-source-maps`). Names stay as they are: the database knows migrations by theirs. */
const OPTIONS = ['--bundle', '--splitting', '--platform=node', '--format=esm', '--chunk-names=chunks/[name]-[hash]', '--minify-whitespace', '--sourcemap=linked', '--sources-content=false', '--log-level=error', `--banner:js=${COMMON_JS}`];

/** Runs a tool of the package. @throws Error with what the tool says if it fails */
export function run(tool: string, options: readonly string[]): void {
  const { status, stderr, error } = spawnSync(join(PACKAGE_ROOT, 'node_modules', '.bin', tool), options, { cwd: PACKAGE_ROOT, encoding: 'utf8' });
  if (status !== 0) throw new Error(`The sources cannot be compiled: ${stderr}`, { cause: error });
}

/**
 * Puts a compiled program and its dependencies into a few files, which Node reads in less than half the time of thousands.
 * @param main the compiled file that is run
 * @param folder takes a file of the same name, and its chunks
 */
export function bundle(main: string, folder: string, options: readonly string[] = []): void {
  run('esbuild', [main, `--outdir=${folder}`, ...OPTIONS, ...NOT_BUNDLED.map((name) => `--external:${name}`), ...options]);
}
