import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { PACKAGE_ROOT } from '../../../config/index.js';
import type { Listener } from '../auth/index.js';
import { apiDocumentFrom } from './document-text.js';

/** The parts of an OpenAPI document that the server itself reads. */
export interface OpenApi {
  info: { title: string; version: string; description?: string };
  servers: { url: string }[];
  /** Where it is served; `main` if it does not say. */
  'x-listener'?: Listener;
  paths: Record<string, Record<string, OperationObject>>;
  components: Record<string, Record<string, unknown>>;
}

export interface OperationObject {
  operationId: string;
  parameters?: (ParameterObject | Reference)[];
  requestBody?: { required?: boolean; content: Record<string, { schema: object }> };
  responses: Record<string, unknown>;
}

export interface ParameterObject {
  name: string;
  in: 'path' | 'query' | 'header';
  required?: boolean;
  schema: SchemaObject;
  /** Other names under which a parameter of the query is taken. */
  'x-aliases'?: string[];
}

export interface SchemaObject {
  type?: string;
  items?: SchemaObject;
}

interface Reference {
  $ref: string;
}

export interface ApiDocument {
  /** File name without its ending; names the document everywhere. */
  name: string;
  openapi: OpenApi;
  /** A contract of our own for operators and managers (openapi/platform/), not an API that ETSI specifies. */
  isOurOwn: boolean;
  /** Path below which its operations are served, such as /mec_service_mgmt/v1. */
  basePaths: string[];
  listener: Listener;
}

const FOLDERS = [
  { folder: join(PACKAGE_ROOT, 'openapi'), isOurOwn: false },
  { folder: join(PACKAGE_ROOT, 'openapi', 'platform'), isOurOwn: true },
];

/** Every document of openapi/ and openapi/platform/, by its name. */
export function documentFiles(): { name: string; file: string; isOurOwn: boolean }[] {
  return FOLDERS.flatMap(({ folder, isOurOwn }) =>
    readdirSync(folder)
      .filter((entry) => entry.endsWith('.yaml'))
      .map((entry) => ({ name: basename(entry, '.yaml'), file: join(folder, entry), isOurOwn })),
  );
}

/** Reads every document. */
export function loadDocuments(): ApiDocument[] {
  return documentFiles().map(({ name, file, isOurOwn }) => {
    const openapi = apiDocumentFrom(readFileSync(file, 'utf8')) as OpenApi;
    return { name, openapi, isOurOwn, basePaths: openapi.servers.map(({ url }) => new URL(url).pathname), listener: openapi['x-listener'] ?? 'main' };
  });
}

/** Follows a `$ref` inside its document. */
export function dereference<T>(openapi: OpenApi, object: T | Reference): T {
  const reference = (object as Reference).$ref;
  if (reference === undefined) return object as T;
  const keys = reference.slice(2).split('/').map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~'));
  return keys.reduce<unknown>((at, key) => (at as Record<string, unknown>)[key], openapi) as T;
}
