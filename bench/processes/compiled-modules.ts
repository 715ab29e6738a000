import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';

function compile(root: string, folder: string): void {
  const unfinished = `${folder}.${process.pid}`;
  mkdirSync(dirname(folder), { recursive: true });
  const { status, stderr } = spawnSync(join(root, 'node_modules', '.bin', 'swc'), ['src', 'migrations', '--out-dir', unfinished, '--config-file', '.swcrc', '--quiet'], { cwd: root, encoding: 'utf8' });
  if (status !== 0) throw new Error(`The sources cannot be compiled: ${stderr}`);
  rmSync(folder, { recursive: true, force: true });
  renameSync(unfinished, folder);
}

/**
 * Imports a compiled module of the platform by itself: the server is a bundle, of which nothing else can be taken.
 * @param main `dist/main.js` of a built platform, beside the sources of which it was made
 * @param path of the module below src, without its ending
 */
export async function compiledModule(main: string, path: string): Promise<unknown> {
  const root = dirname(dirname(main));
  const folder = join(root, 'test-output', 'modules');
  if (!existsSync(folder) || statSync(folder).mtimeMs < statSync(main).mtimeMs) compile(root, folder);
  return import(pathToFileURL(join(folder, 'src', `${path}.js`)).href);
}
