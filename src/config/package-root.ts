import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

function nearestPackage(folder: string): string {
  return existsSync(join(folder, 'package.json')) ? folder : nearestPackage(dirname(folder));
}

/** Folder of the package, the same from the sources and from dist. */
export const PACKAGE_ROOT = nearestPackage(dirname(fileURLToPath(import.meta.url)));
