import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parse } from 'yaml';
import { PACKAGE_ROOT } from '../../src/config/index.js';
import { documentFiles } from '../../src/modules/common/operation/api-document.js';
import { asObject, HTTP_METHODS, type JsonObject } from '../openapi-json.js';

/** An OpenAPI document that clients are made of. */
export interface SdkDocument {
  /** What its clients are called, in lower case with dashes, such as service-management. */
  name: string;
  /** Without .yaml, such as mec011-service-management. */
  title: string;
  file: string;
  root: JsonObject;
  version: string;
  /** Names of methods by operationId, in camelCase; the others are called as their operation. */
  methodNames: Record<string, string>;
}

const METHOD_NAMES = join(PACKAGE_ROOT, 'scripts', 'sdk', 'method-names.yaml');
const STANDARD = /^mec\d+(-\d+)?-/;

export const readMethodNames = (): Record<string, Record<string, string>> => parse(readFileSync(METHOD_NAMES, 'utf8')) as Record<string, Record<string, string>>;

/** Every document that the platform serves. The number of the standard is no part of a client's name. */
export function ourDocuments(): SdkDocument[] {
  const methodNames = readMethodNames();
  return documentFiles().map(({ name, file }) => read(file, name, name.replace(STANDARD, ''), methodNames[name] ?? {}));
}

/** Every newest document that ETSI has published, from its folder. */
export function etsiDocuments(folder: string): SdkDocument[] {
  const titles = readdirSync(folder).filter((file) => file.endsWith('.yaml')).map((file) => basename(file, '.yaml'));
  return titles.map((title) => read(join(folder, `${title}.yaml`), title, withDashes(title), {}));
}

/** The operationIds of a document, those of callbacks not among them. */
export function operationIds({ root }: Pick<SdkDocument, 'root'>): string[] {
  const operations = Object.values(asObject(root.paths)).flatMap((item) => HTTP_METHODS.map((method) => asObject(asObject(item)[method])));
  return operations.flatMap(({ operationId }) => (typeof operationId === 'string' ? [operationId] : []));
}

function read(file: string, title: string, name: string, methodNames: Record<string, string>): SdkDocument {
  const root = asObject(parse(readFileSync(file, 'utf8')));
  return { name, title, file, root, version: String(asObject(root.info).version), methodNames };
}

const withDashes = (title: string): string => title.replace(/([a-z0-9])([A-Z])/g, '$1-$2').replaceAll('_', '-').toLowerCase();
