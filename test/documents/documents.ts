import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parse } from 'yaml';
import { asObject, isObject, type JsonObject } from '../../scripts/openapi-json.js';

export interface OpenApiDocument {
  /** File name without .yaml, such as mec011-service-management. */
  name: string;
  root: JsonObject;
}

export interface Site {
  /** Place in the document, such as components/schemas/ServiceInfo. */
  place: string;
  value: JsonObject;
}

export const OPENAPI_FOLDER = join(process.cwd(), 'openapi');

export function readYaml(file: string): unknown {
  return parse(readFileSync(file, 'utf8'));
}

export function allDocuments(): OpenApiDocument[] {
  return [OPENAPI_FOLDER, join(OPENAPI_FOLDER, 'platform')]
    .filter((folder) => existsSync(folder))
    .flatMap((folder) => readdirSync(folder).filter((file) => file.endsWith('.yaml')).map((file) => join(folder, file)))
    .map((file) => ({ name: basename(file, '.yaml'), root: asObject(readYaml(file)) }));
}

/** Every object in a value, outermost first; published examples are data and not searched. */
export function sitesIn(value: unknown, place: string): Site[] {
  if (Array.isArray(value)) return value.flatMap((entry, i) => sitesIn(entry, `${place}/${i}`));
  if (!isObject(value)) return [];
  const inner = Object.entries(value).filter(([key]) => !['example', 'examples'].includes(key) || place.endsWith('/properties'));
  return [{ place, value }, ...inner.flatMap(([key, entry]) => sitesIn(entry, place ? `${place}/${key.replaceAll('/', '~1')}` : key))];
}
