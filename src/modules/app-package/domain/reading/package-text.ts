import { buffer } from 'node:stream/consumers';
import { readDocument, UnreadableText } from '../../../common/document-text/index.js';
import { MOST_TEXT_BYTES } from '../package-limits.js';
import { broken } from './broken.js';
import type { PackageArchive } from './package-archive.js';

/** Reads a whole file. @throws Problem 422 if it is not in the package or too long */
export async function textOf(archive: PackageArchive, path: string): Promise<Buffer> {
  const size = archive.files.get(path);
  if (size === undefined) throw broken(`The package lacks the file ${path}.`);
  if (size > MOST_TEXT_BYTES) throw broken(`The file ${path} is longer than ${MOST_TEXT_BYTES} bytes.`);
  return buffer(await archive.open(path));
}

/** Reads a file in JSON or YAML; the former is part of the latter. @throws Problem 422 */
export async function documentOf(archive: PackageArchive, path: string): Promise<unknown> {
  const bytes = await textOf(archive, path);
  try {
    return readDocument(path.endsWith('.json') ? 'JSON' : 'YAML', bytes);
  } catch (error) {
    if (error instanceof UnreadableText) throw broken(`The file ${path}${error.place && ` at ${error.place}`} ${error.message}.`);
    throw error;
  }
}
