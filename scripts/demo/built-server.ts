import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { PACKAGE_ROOT } from '../../src/config/index.js';

/** What is built. Generated types leave nothing in a build, and are written anew by `npm run generate`. */
const SOURCES = ['src', 'migrations', 'openapi'];
const TYPES_ONLY = /(^|\/)generated\//;

function newest(folder: string): number {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const paths = files.map(({ parentPath, name }) => join(parentPath, name)).filter((path) => !TYPES_ONLY.test(path));
  return Math.max(0, ...paths.map((path) => statSync(path).mtimeMs));
}

/** The built main.js. @throws Error if there is none, or if the sources have changed since */
export function builtServer(root = PACKAGE_ROOT): string {
  const dist = join(root, 'dist');
  const server = join(dist, 'main.js');
  if (!existsSync(server)) throw new Error('The platform is not built: npm run build (or npm ci, if its packages are not installed either).');
  if (SOURCES.some((folder) => newest(join(root, folder)) > newest(dist))) throw new Error('The platform was built before its sources changed: npm run build.');
  return server;
}
