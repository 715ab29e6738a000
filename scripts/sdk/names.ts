import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { asObject } from '../openapi-json.js';
import type { Language } from './language.js';
import { operationIds, type SdkDocument } from './sdk-documents.js';

/** How generators name what the document leaves without a name, or has twice; and what they do to names that a language reserves. */
export const UGLY: readonly RegExp[] = [
  /^inline_?(object|response|schema)/i,
  /_?links_?\d+$/i,
  /\d{3}_?response/i,
  /(request|response|body)_?\d+$/i,
  /[a-z](one|any|all)_?of(_?\d+)?$/i,
  /inner(_?\d+)?$/i,
  /_\d+$/,
  /^_[a-z]/i,
  /^(var|param|model|field)_/i,
];

/** Names without what languages change in them: case and underscores. */
const bare = (name: string): string => name.replaceAll('_', '').toLowerCase();

export interface Names {
  models: string[];
  methods: string[];
  parameters: string[];
  members: string[];
}

/** The names that a client declares. */
export function namesIn({ declarations }: Language, client: string): Names {
  const files = readdirSync(client, { recursive: true, encoding: 'utf8' }).map((file) => file.replaceAll('\\', '/'));
  const models = files.filter((file) => declarations.models.test(file));
  const all = (file: string, pattern: RegExp) => [...readFileSync(join(client, file), 'utf8').matchAll(pattern)].map(([, name]) => name!);
  const apis = files.filter((file) => declarations.apis.test(file));
  const unique = (names: string[]) => [...new Set(names)].sort();
  return {
    models: unique(models.map((file) => declarations.models.exec(file)![1]!)),
    methods: unique(apis.flatMap((file) => all(file, declarations.methods))),
    parameters: unique(apis.flatMap((file) => all(file, declarations.parameters))),
    members: unique(models.flatMap((file) => all(file, declarations.members))),
  };
}

/** Types that no component of the document is called like. */
export function inventedModels(names: Names, { root }: Pick<SdkDocument, 'root'>): string[] {
  const components = new Set(Object.keys(asObject(asObject(root.components).schemas)).map(bare));
  return names.models.filter((name) => !components.has(bare(name)));
}

/** What is wrong with the names of a client, in words. */
export function faultsOf(names: Names, document: SdkDocument, uglyMembers?: RegExp): string[] {
  const expected = new Map(operationIds(document).map((id) => [bare(document.methodNames[id] ?? id), document.methodNames[id] ?? id]));
  const methods = new Set(names.methods.map(bare));
  const everyName = [...names.models, ...names.methods, ...names.parameters, ...names.members];
  return [
    ...inventedModels(names, document).map((name) => `type ${name} is no component of the document`),
    ...names.methods.filter((name) => !expected.has(bare(name))).map((name) => `method ${name} is no operation of the document`),
    ...[...expected].filter(([key]) => !methods.has(key)).map(([, name]) => `method ${name} is missing`),
    ...(['parameters', 'members'] as const).filter((kind) => names[kind].length === 0).map((kind) => `no ${kind} found`),
    ...everyName.filter((name) => UGLY.some((pattern) => pattern.test(name))).map((name) => `${name} is an ugly name`),
    ...names.members.filter((name) => uglyMembers?.test(name)).map((name) => `${name} is an ugly name of an attribute`),
  ];
}
