import { digest, hashName, isSameHash, KNOWN_ALGORITHMS } from '../checksums.js';
import type { AppD } from '../types.js';
import { broken } from './broken.js';
import { namedValues } from './meta-file.js';
import type { PackageArchive } from './package-archive.js';
import { textOf } from './package-text.js';

/** A file that the manifest lists, which may lie outside of the package. */
interface ManifestSource {
  path: string;
  checksum?: { algorithm: string; hash: string };
}

export interface Manifest {
  metadata: ReadonlyMap<string, string>;
  sources: ManifestSource[];
}

const SIGNATURE = /^-----BEGIN [A-Z0-9 ]+-----/m;
const isElsewhere = (path: string): boolean => /^[a-z][a-z0-9+.-]*:\/\//i.test(path);

/** Reads the list of the files and what is said of the package as a whole (MEC 037, 6.2.2). @throws Problem 422 */
export async function readManifest(archive: PackageArchive, path: string): Promise<Manifest> {
  const [text] = (await textOf(archive, path)).toString().split(SIGNATURE);
  const [beginning, ...blocks] = text!.split(/^(?=(?:Source|Name)\s*:)/m);
  if (!/^metadata\s*:/m.test(beginning!)) throw broken(`The manifest ${path} does not begin with metadata.`);
  const metadata = namedValues(beginning!.replace(/^[ \t]+/gm, ''));
  return { metadata, sources: blocks.map((block) => sourceOf(namedValues(block), path)) };
}

function sourceOf(values: Map<string, string>, manifest: string): ManifestSource {
  const path = values.get('Source') ?? values.get('Name') ?? '';
  const [algorithm, hash] = [values.get('Algorithm'), values.get('Hash')];
  if ((algorithm === undefined) !== (hash === undefined)) throw broken(`The manifest ${manifest} gives ${path} only one of Algorithm and Hash.`);
  return algorithm !== undefined && hash !== undefined ? { path, checksum: { algorithm, hash } } : { path };
}

/** @throws Problem 422 if a file that is listed is not there, or not as it was when the package was made */
export async function verifySources(archive: PackageArchive, { sources }: Manifest, signal: AbortSignal): Promise<void> {
  for (const { path, checksum } of sources.filter((source) => !isElsewhere(source.path))) {
    if (!archive.files.has(path)) throw broken(`The manifest lists ${path}, which the package lacks.`);
    if (checksum) await verifyFile(archive, path, checksum, 'the manifest', signal);
  }
}

/** @throws Problem 422 unless the file has this checksum */
export async function verifyFile(archive: PackageArchive, path: string, { algorithm, hash }: { algorithm: string; hash: string }, source: string, signal: AbortSignal): Promise<void> {
  const name = hashName(algorithm);
  if (!name) throw broken(`By ${source}, the checksum of ${path} is by ${algorithm}; the platform knows ${KNOWN_ALGORITHMS}.`);
  const found = await digest(name, await archive.open(path), signal);
  if (!isSameHash(found, hash)) throw broken(`The file ${path} has the ${algorithm} ${found}, by ${source} ${hash.toLowerCase()}.`);
}

/** What the manifest says of the application, and the attribute of the descriptor that says the same. */
const SAME_AS: Record<string, 'appDId' | 'appProvider' | 'appName' | 'appSoftVersion' | 'appDVersion'> = {
  vnfd_id: 'appDId',
  vnf_provider_id: 'appProvider',
  vnf_product_name: 'appName',
  vnf_software_version: 'appSoftVersion',
  vnf_package_version: 'appDVersion',
};

/** @throws Problem 422 if manifest and descriptor are of different applications (MEC 037, 6.2.2, notes 1 and 2) */
export function requireSameApplication({ metadata }: Manifest, appD: AppD): void {
  for (const [name, attribute] of Object.entries(SAME_AS)) {
    const value = metadata.get(name);
    if (value !== undefined && value !== appD[attribute]) throw broken(`The manifest says ${name} ${value}, the descriptor ${attribute} ${appD[attribute]}.`);
  }
  if (!metadata.has('vnfd_id')) throw broken('The manifest lacks vnfd_id.');
}
