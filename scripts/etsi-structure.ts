// Compares the structure of one of our OpenAPI documents with the document that ETSI published. Words (descriptions, examples, summaries,
// tags, x-*) don't count; what a client depends on does: operations, parameters, bodies, responses, headers, callbacks, schemas.
import { asList, asObject, dereference, HTTP_METHODS, isObject, mapValues, resolveReference, type JsonObject } from './openapi-json.js';

export interface Difference {
  at: string;
  what: string;
}

export interface Deviation {
  at: string;
  count: number;
  clause: string;
  reason: string;
}

export interface Comparison {
  differences: Difference[];
  unexplained: Difference[];
  /** Deviations that are malformed, too wide, idle or excuse another number of differences than they say. */
  faults: string[];
}

const WORDS = ['description', 'title', 'summary', 'example', 'examples', 'externalDocs', 'deprecated', 'contentMediaType', '$comment'];
const MAPS_OF_SCHEMAS = ['properties', 'patternProperties', '$defs'];
const LISTS_OF_SCHEMAS = ['oneOf', 'anyOf', 'allOf', 'prefixItems'];
const SCHEMAS = ['items', 'additionalProperties', 'not', 'if', 'then', 'else', 'contains', 'propertyNames'];

type SchemaReader = (schema: unknown) => unknown;

function keyword(name: string, value: unknown, read: SchemaReader): unknown {
  if (MAPS_OF_SCHEMAS.includes(name)) return mapValues(value, read);
  if (LISTS_OF_SCHEMAS.includes(name)) return asList(value).map(read);
  if (SCHEMAS.includes(name)) return read(value);
  if (name === 'required' || name === 'enum') return [...asList(value)].sort();
  if (name === 'discriminator') return asObject(value).propertyName;
  return value;
}

function saysSomething(name: string, value: unknown): boolean {
  return !WORDS.includes(name) && !name.startsWith('x-') && !(name === 'minItems' && value === 0);
}

/** The schema with its references filled in and its words left out. */
function schemaStructure(document: JsonObject, schema: unknown, open: readonly string[] = []): unknown {
  if (!isObject(schema)) return schema;
  const { $ref, ...own } = schema;
  if (typeof $ref === 'string') return referenceStructure(document, $ref, own, open);
  const read: SchemaReader = (inner) => schemaStructure(document, inner, open);
  const kept = Object.entries(schema).filter(([name, value]) => saysSomething(name, value));
  return Object.fromEntries(kept.map(([name, value]) => [name, keyword(name, value, read)]));
}

function referenceStructure(document: JsonObject, reference: string, siblings: JsonObject, open: readonly string[]): unknown {
  if (open.includes(reference)) return { $cycle: true };
  const target = resolveReference(document, reference) ?? { $elsewhere: reference.split('/').pop() };
  const referenced = asObject(schemaStructure(document, target, [...open, reference]));
  return { ...referenced, ...asObject(schemaStructure(document, siblings, open)) };
}

function contentStructure(document: JsonObject, content: unknown): JsonObject {
  return mapValues(content, (media) => schemaStructure(document, asObject(media).schema ?? {}));
}

function bodyStructure(document: JsonObject, requestBody: unknown): JsonObject | undefined {
  if (!requestBody) return undefined;
  const body = dereference(document, requestBody);
  return { required: body.required === true, content: contentStructure(document, body.content) };
}

function parameterStructure(document: JsonObject, parameter: JsonObject): JsonObject {
  const style = parameter.style ?? (parameter.in === 'query' || parameter.in === 'cookie' ? 'form' : 'simple');
  const serialised = { required: parameter.required === true, style, explode: parameter.explode ?? style === 'form' };
  return parameter.content
    ? { ...serialised, content: contentStructure(document, parameter.content) }
    : { ...serialised, schema: schemaStructure(document, parameter.schema ?? {}) };
}

function responseStructure(document: JsonObject, response: unknown): JsonObject {
  const { content, headers } = dereference(document, response);
  return {
    content: contentStructure(document, content),
    headers: mapValues(headers, (header) => schemaStructure(document, dereference(document, header).schema ?? {})),
  };
}

function callbackStructure(document: JsonObject, callback: unknown): JsonObject {
  return mapValues(dereference(document, callback), (item) => {
    const methods = HTTP_METHODS.filter((method) => isObject(asObject(item)[method]));
    return Object.fromEntries(methods.map((method) => {
      const { requestBody, responses } = asObject(asObject(item)[method]);
      return [method, { requestBody: bodyStructure(document, requestBody), responses: Object.keys(asObject(responses)).sort() }];
    }));
  });
}

function operationStructure(document: JsonObject, pathItem: JsonObject, operation: JsonObject): JsonObject {
  const parameters = [...asList(pathItem.parameters), ...asList(operation.parameters)].map((parameter) => dereference(document, parameter));
  return {
    operationId: operation.operationId,
    parameters: Object.fromEntries(parameters.map((p) => [`${String(p.in)}:${String(p.name)}`, parameterStructure(document, p)])),
    requestBody: bodyStructure(document, operation.requestBody),
    responses: mapValues(operation.responses, (response) => responseStructure(document, response)),
    callbacks: mapValues(operation.callbacks, (callback) => callbackStructure(document, callback)),
  };
}

/** The structure of a document, by method and path. */
export function structureOf(document: JsonObject): JsonObject {
  const operations = Object.entries(asObject(document.paths)).flatMap(([path, item]) =>
    HTTP_METHODS.filter((method) => isObject(asObject(item)[method])).map((method) => [
      `${method.toUpperCase()} ${path}`,
      operationStructure(document, asObject(item), asObject(asObject(item)[method])),
    ]));
  return Object.fromEntries(operations) as JsonObject;
}

function short(value: unknown): string {
  const text = JSON.stringify(value) ?? 'nothing';
  return text.length > 110 ? `${text.slice(0, 107)}...` : text;
}

function listDifference(at: string, ours: unknown[], theirs: unknown[]): Difference[] {
  const gone = theirs.filter((value) => !ours.includes(value));
  const more = ours.filter((value) => !theirs.includes(value));
  const what = [gone.length > 0 && `lacks ${gone.join()}`, more.length > 0 && `adds ${more.join()}`].filter(Boolean).join('; ');
  return what ? [{ at, what }] : [];
}

function differencesOfLists(ours: unknown[], theirs: unknown[], at: string): Difference[] {
  if ([...ours, ...theirs].every((value) => typeof value !== 'object')) return listDifference(at, ours, theirs);
  const longest = Math.max(ours.length, theirs.length);
  return Array.from({ length: longest }, (_, i) => differencesBetween(ours[i], theirs[i], `${at}[${i}]`)).flat();
}

/** Where two structures differ; a part that only one of them has is one difference, however large. */
function differencesBetween(ours: unknown, theirs: unknown, at = ''): Difference[] {
  if (ours === undefined && theirs === undefined) return [];
  if (ours === undefined) return [{ at, what: `missing; ETSI has ${short(theirs)}` }];
  if (theirs === undefined) return [{ at, what: `extra: ${short(ours)}` }];
  if (Array.isArray(ours) && Array.isArray(theirs)) return differencesOfLists(ours, theirs, at);
  if (isObject(ours) && isObject(theirs)) {
    const keys = [...new Set([...Object.keys(theirs), ...Object.keys(ours)])];
    return keys.flatMap((key) => differencesBetween(ours[key], theirs[key], at ? `${at}/${key}` : key));
  }
  return ours === theirs ? [] : [{ at, what: `${short(ours)}; ETSI has ${short(theirs)}` }];
}

const BELOW_AN_OPERATION = /\/(operationId|parameters|requestBody|responses|callbacks)/;

function shapeFault(deviation: Deviation): string | undefined {
  const { at, count, clause, reason } = deviation;
  if (!at || !clause || !reason || !Number.isInteger(count)) return `deviation without at, count, clause or reason: ${short(deviation)}`;
  const whole = at.endsWith('!');
  const wide = !/^(GET|POST|PUT|PATCH|DELETE|\*) \//.test(at) || (whole ? at.includes('*') : !BELOW_AN_OPERATION.test(at));
  return wide ? `deviation too wide: ${at}` : undefined;
}

function patternOf(at: string): RegExp {
  const whole = at.endsWith('!');
  const parts = at.slice(0, whole ? -1 : undefined).split('*').map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('.*')}${whole ? '$' : ''}`);
}

function countFault(deviation: Deviation, excused: number): string[] {
  if (excused === deviation.count) return [];
  return [excused ? `deviation excuses ${excused}, not ${deviation.count}: ${deviation.at}` : `deviation excuses nothing: ${deviation.at}`];
}

/** Compares two structures; a difference is explained by the first deviation that fits its place. */
export function compareStructures(ours: JsonObject, theirs: JsonObject, deviations: readonly Deviation[]): Comparison {
  const shapeFaults = deviations.flatMap((deviation) => shapeFault(deviation) ?? []);
  const sound = deviations.filter((deviation) => !shapeFault(deviation));
  const rules = sound.map((deviation) => ({ deviation, pattern: patternOf(deviation.at), excused: 0 }));
  const differences = differencesBetween(ours, theirs);
  const unexplained = differences.filter(({ at }) => {
    const rule = rules.find(({ pattern }) => pattern.test(at));
    if (rule) rule.excused += 1;
    return !rule;
  });
  const countFaults = rules.flatMap(({ deviation, excused }) => countFault(deviation, excused));
  return { differences, unexplained, faults: [...shapeFaults, ...countFaults] };
}
