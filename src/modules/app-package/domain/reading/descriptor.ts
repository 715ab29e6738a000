import { isObject } from '../../../common/document-text/index.js';
import type { Fault } from '../../../common/problem/index.js';
import { appDFaults } from '../appd-faults/appd-faults.js';
import type { AppD } from '../types.js';
import type { AppDStructure } from './appd-structure.js';
import { broken } from './broken.js';
import type { PackageArchive } from './package-archive.js';
import { documentOf } from './package-text.js';
import { appDFromTosca } from './tosca/appd-from-tosca.js';
import { readServiceTemplate } from './tosca/service-template.js';
import { uniformAppD } from './uniform-appd.js';

interface Descriptor {
  appD: AppD;
  /** The one that the others belong to first. */
  files: string[];
}

const MOST_FAULTS = 100;

function refuse(faults: Fault[]): void {
  const [first] = faults;
  if (!first) return;
  const more = faults.length > 1 ? ` Further faults: ${faults.length - 1}, see faults.` : '';
  throw broken(`AppD, ${first.place || '/'}: ${first.detail}.${more}`, faults.slice(0, MOST_FAULTS));
}

/** Reads the descriptor of a package, a TOSCA service template or the structure AppD itself. @throws Problem 422 that names the attribute */
export async function readDescriptor(archive: PackageArchive, path: string, structure: AppDStructure): Promise<Descriptor> {
  const document = await documentOf(archive, path);
  if (!isObject(document)) throw broken(`The file ${path} is no descriptor of an application.`);
  const { raw, files } = 'tosca_definitions_version' in document ? await fromTosca(archive, path) : { raw: document, files: [path] };
  const appD = uniformAppD(raw);
  refuse(structure.faultsOf(appD));
  refuse(appDFaults(appD as unknown as AppD));
  return { appD: appD as unknown as AppD, files };
}

async function fromTosca(archive: PackageArchive, path: string) {
  const template = await readServiceTemplate(archive, path);
  return { raw: appDFromTosca(template), files: template.files };
}
