import { buffer } from 'node:stream/consumers';
import { ZipFile } from 'yazl';

/** The same for the same files, so that it has one entity tag. */
const ALWAYS = new Date(1980, 0, 1);

/** Packs a few small files into a ZIP file. */
export function zipOf(files: ReadonlyMap<string, Buffer>): Promise<Buffer> {
  const zip = new ZipFile();
  for (const [path, content] of files) zip.addBuffer(content, path, { mtime: ALWAYS });
  zip.end();
  return buffer(zip.outputStream);
}
