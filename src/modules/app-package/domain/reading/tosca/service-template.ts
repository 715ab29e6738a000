import { isObject, type Json } from '../../../../common/document-text/index.js';
import { MOST_DESCRIPTOR_BYTES } from '../../package-limits.js';
import { broken } from '../broken.js';
import type { PackageArchive } from '../package-archive.js';
import { documentOf } from '../package-text.js';
import { json } from './json.js';

/** A node of the topology, with the defaults of its type. */
export interface NodeTemplate {
  name: string;
  type: string;
  properties: Json;
  capabilities: Json;
  artifacts: Json;
}

/** A TOSCA service template with what it imports from the package. */
export interface ServiceTemplate {
  files: string[];
  nodes: NodeTemplate[];
  /** Whether a type is this one or is derived from it. */
  isA: (type: string, ancestor: string) => boolean;
}

const MOST_IMPORTS = 100;

/** Types that a type is derived from, one from the other. */
const MOST_ANCESTORS = 100;

/** Where a relative import lies; undefined if it lies outside of the package. */
function importedFile(entry: unknown, from: string): string | undefined {
  const single = isObject(entry) && !('file' in entry) ? Object.values(entry)[0] : entry;
  const file = isObject(single) ? single['file'] : single;
  if (typeof file !== 'string') throw broken(`The file ${from} has an import that names no file.`);
  if (/^[a-z][a-z0-9+.-]*:/i.test(file)) return undefined;
  const segments = file.startsWith('/') ? [] : from.split('/').slice(0, -1);
  for (const segment of file.split('/').filter((one) => one !== '' && one !== '.')) {
    if (segment === '..') segments.pop();
    else segments.push(segment);
  }
  return segments.join('/');
}

async function readAll(archive: PackageArchive, entry: string): Promise<Map<string, Json>> {
  const read = new Map<string, Json>();
  const waiting = [entry];
  let bytes = 0;
  for (let file = waiting.shift(); file !== undefined; file = waiting.shift()) {
    if (read.has(file)) continue;
    if (read.size > MOST_IMPORTS) throw broken(`The descriptor has more than ${MOST_IMPORTS} files.`);
    bytes += archive.files.get(file) ?? 0;
    if (bytes > MOST_DESCRIPTOR_BYTES) throw broken(`The files of the descriptor are longer than ${MOST_DESCRIPTOR_BYTES} bytes.`);
    const template = await documentOf(archive, file);
    if (!isObject(template)) throw broken(`The file ${file} is no TOSCA service template.`);
    read.set(file, template);
    const imports = template['imports'] ?? [];
    if (!Array.isArray(imports)) throw broken(`The imports of the file ${file} are no list.`);
    for (const one of imports) {
      const imported = importedFile(one, file);
      if (imported !== undefined) waiting.push(imported);
    }
  }
  return read;
}

/** A type, those that it is derived from, and no type twice. @throws Problem 422 if they are too many */
function lineage(types: Json, type: string): string[] {
  const line: string[] = [];
  for (let name: unknown = type; typeof name === 'string' && !line.includes(name); name = json(types[name])['derived_from']) {
    if (line.length > MOST_ANCESTORS) throw broken(`The type ${type} is derived from more than ${MOST_ANCESTORS} others.`);
    line.push(name);
  }
  return line;
}

function defaultsOf(types: Json, type: string): Json {
  const definitions = lineage(types, type).toReversed().map((name) => json(json(types[name])['properties']));
  const defaults = definitions.flatMap((properties) =>
    Object.entries(properties).filter(([, definition]) => isObject(definition) && definition['default'] !== undefined).map(([name, definition]) => [name, json(definition)['default']]),
  );
  return Object.fromEntries(defaults) as Json;
}

/** Reads the descriptor's file and those that it imports from the package. @throws Problem 422 if one is not there or unreadable */
export async function readServiceTemplate(archive: PackageArchive, entry: string): Promise<ServiceTemplate> {
  const templates = await readAll(archive, entry);
  const types = Object.assign({}, ...[...templates.values()].map((template) => json(template['node_types']))) as Json;
  const topologies = [...templates.values()].map((template) => json(json(template['topology_template'])['node_templates']));
  const nodes = topologies.flatMap((topology) => Object.entries(topology)).map(([name, template]) => {
    const { type, properties, capabilities, artifacts } = json(template);
    const typeName = typeof type === 'string' ? type : '';
    return { name, type: typeName, properties: { ...defaultsOf(types, typeName), ...json(properties) }, capabilities: json(capabilities), artifacts: json(artifacts) };
  });
  return { files: [...templates.keys()], nodes, isA: (type, ancestor) => lineage(types, type).includes(ancestor) };
}
