import { broken } from './broken.js';
import type { PackageArchive } from './package-archive.js';
import { textOf } from './package-text.js';

const META_FILE = 'TOSCA-Metadata/TOSCA.meta';

/** The files that describe the package. */
export interface MetaFile {
  descriptor: string;
  manifest: string;
  certificate?: string;
}

/** Lines `name: value`; a line that begins with a blank goes on with the one before. */
export function namedValues(text: string): Map<string, string> {
  const lines = text.replace(/\r?\n[ \t]+/g, ' ').split(/\r?\n/);
  const pairs = lines.map((line) => /^([^:\s]+)\s*:(.*)$/.exec(line)).filter((found) => found !== null);
  return new Map(pairs.map(([, name, value]) => [name!, value!.trim()]));
}

function entry(values: Map<string, string>, name: string, archive: PackageArchive): string {
  const path = values.get(name);
  if (!path) throw broken(`${META_FILE} lacks ${name}.`);
  if (!archive.files.has(path)) throw broken(`${META_FILE} names ${path} as ${name}, which the package lacks.`);
  return path;
}

/** Reads where everything is (MEC 037, 6.1; SOL004, 4.1.2). @throws Problem 422 */
export async function readMetaFile(archive: PackageArchive): Promise<MetaFile> {
  const [block] = (await textOf(archive, META_FILE)).toString().split(/\r?\n\s*\r?\n/);
  const values = namedValues(block!);
  const files = { descriptor: entry(values, 'Entry-Definitions', archive), manifest: entry(values, 'ETSI-Entry-Manifest', archive) };
  return values.has('ETSI-Entry-Certificate') ? { ...files, certificate: entry(values, 'ETSI-Entry-Certificate', archive) } : files;
}

/** Whether a file belongs to the format of the package itself. */
export const isMetadata = (path: string): boolean => path.startsWith('TOSCA-Metadata/');
