import { registration } from './process-registry.js';
import type { Random } from './process-random.js';
import type { Json, TargetOperation } from './malformed-operations.js';
import { framed, type MalformedRequest, ODD_TEXTS, type Targets } from './malformed-request.js';

/** JSON that no value of JavaScript is written as; put in after the rest has been written. */
const RAW = ['1e400', '-1e400', '-0', '1E+2', '1.0', '0.5', '30.000000000000000001', '123456789012345678901234567890', '"\\ud800"', '"\\u0000"', '{"a":1,"a":2}', '{"__proto__":{"a":1}}', '{"constructor":{"prototype":{"a":1}}}'];
const ODD_VALUES: readonly unknown[] = [null, true, false, 0, -1, 2 ** 31, 2 ** 32, 2 ** 53, 1e308, 0.1, [], {}, [[]], [null], [{}], { a: { b: {} } }, { length: 1 }];
const ODD_URLS = ['http://', 'http://[', 'http://127.0.0.1:99999/', 'http://127.0.0.1:9/%00', 'http://127.0.0.1:9/%zz', 'http://u:p@127.0.0.1:9/', 'http://127.1:9/', '//127.0.0.1/', 'javascript:alert(1)', 'file:///x', 'HTTP://127.0.0.1:9', 'http://127.0.0.1:9/ä', 'http://xn--/'];
const DEEP = 100_000;

const category = { href: '/catalogue/video', id: 'video', name: 'Video', version: '1.0' };

const SERVICE = registration('mutated', { serCategory: category, scopeOfLocality: 'MEC_HOST', consumedLocalOnly: true, livenessInterval: 3600 });
const transport = { ...SERVICE, transportInfo: { ...registration('mutated').transportInfo, security: { oAuth2Info: { grantTypes: ['OAUTH2_CLIENT_CREDENTIALS'], tokenEndpoint: '/token' } }, implSpecificInfo: { a: [1] } } };
const SUBSCRIPTION = {
  subscriptionType: 'SerAvailabilityNotificationSubscription',
  callbackReference: 'http://127.0.0.1:9/',
  filteringCriteria: { serNames: ['nobody'], states: ['ACTIVE'], isLocal: true },
};
const BY_CATEGORY = { ...SUBSCRIPTION, filteringCriteria: { serCategories: [category] } };

/** Documents with attributes that no example has. */
const FURTHER: Record<string, Json[]> = {
  ApplicationsServicesPOSTAppinstanceid: [SERVICE, transport],
  ApplicationsServicesPUTAppinstanceidServiceid: [SERVICE, transport],
  ApplicationsSubscriptionsPOSTAppinstanceid: [SUBSCRIPTION, BY_CATEGORY],
};

interface Place {
  holder: Json;
  key: string;
}

const isJson = (value: unknown): value is Json => typeof value === 'object' && value !== null;

function placesOf(holder: Json): Place[] {
  return Object.keys(holder).flatMap((key) => {
    const value = (holder as Record<string, unknown>)[key];
    return [{ holder, key }, ...(isJson(value) ? placesOf(value) : [])];
  });
}

const raw = (json: string) => `@raw:${Buffer.from(json).toString('hex')}@`;
const write = (value: unknown) => JSON.stringify(value).replace(/"@raw:([0-9a-f]*)@"/g, (_text, hex: string) => Buffer.from(hex, 'hex').toString());

/** An assignment would change the prototype where the key is __proto__. */
function put(holder: object, key: string, value: unknown): void {
  Object.defineProperty(holder, key, { value, enumerable: true, writable: true, configurable: true });
}

function oddValue(random: Random): unknown {
  if (random.chance(0.002)) return raw('['.repeat(DEEP) + ']'.repeat(DEEP));
  if (random.chance(0.002)) return raw('{"a":'.repeat(DEEP / 4) + '1' + '}'.repeat(DEEP / 4));
  if (random.chance(0.001)) return Array.from({ length: 20_000 }, () => random.pick([1, null, 'x']));
  const kind = random.below(4);
  if (kind === 0) return raw(random.pick(RAW));
  if (kind === 1) return random.pick(ODD_URLS);
  return kind === 2 ? random.pick(ODD_TEXTS) : structuredClone(random.pick(ODD_VALUES));
}

function mutate(random: Random, document: Json): Json {
  const copy = structuredClone(document);
  for (let left = 1 + random.below(2); left > 0; left--) {
    const places = placesOf(copy);
    if (places.length === 0) return copy;
    const { holder, key } = random.pick(places);
    const at = holder as Record<string, unknown>;
    const action = random.below(8);
    if (action === 0) delete at[key];
    else if (action === 1) put(at, random.pick(ODD_TEXTS), structuredClone(at[key]));
    else if (action === 2) put(at, `${key}s`, oddValue(random));
    else put(at, key, oddValue(random));
  }
  return copy;
}

/** Spoils the text of a document. */
function corrupt(random: Random, text: string): Buffer {
  const bytes = Buffer.from(text);
  const at = random.below(bytes.length);
  const inserted = (what: Buffer) => Buffer.concat([bytes.subarray(0, at), what, bytes.subarray(at)]);
  const ways: (() => Buffer)[] = [
    () => bytes.subarray(0, at),
    () => inserted(Buffer.from([random.below(256)])),
    () => inserted(Buffer.from([0])),
    () => inserted(Buffer.from(random.pick(['\ud800', 'fe', 'fffe', 'c0af', 'eda080']), 'hex')),
    () => Buffer.concat([Buffer.from('efbbbf', 'hex'), bytes]),
    () => Buffer.concat([bytes, Buffer.from(random.pick(['}', ',', '\u0000', '//', text]))]),
    () => Buffer.from(text, 'utf16le'),
    () => Buffer.from(text.replaceAll('"', "'")),
    () => Buffer.from(`{"serName":"other","__proto__":{"serName":1},${text.slice(1)}`),
    () => Buffer.from(random.pick(['', ' ', 'null', 'true', '0', '""', '[]', '{}', 'undefined', 'NaN', '{'.repeat(DEEP), '['.repeat(DEEP) + ']'.repeat(DEEP)])),
  ];
  return random.pick(ways)();
}

const MEDIA_TYPES = ['application/json', 'application/json; charset=utf-8', 'APPLICATION/JSON', 'application/json;charset=utf-16', 'application/json; charset="', 'application/merge-patch+json'];
const WRONG_MEDIA_TYPES = ['text/plain', 'application/xml', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', 'application/jsonp', 'json', ';;;', '*/*', 'application/json,text/plain', 'a'.repeat(2000), '\xff'];

const withBody = ({ operations }: Targets) => operations.filter(({ body }) => body);

const documentsFor = ({ id, body }: TargetOperation): Json[] => [...body!.examples, ...(FURTHER[id] ?? [])];

/** A request with a body for one of the operations that take one, wrong at some place. */
export function malformedDocument(random: Random, targets: Targets): MalformedRequest {
  const operation = random.pick(withBody(targets));
  const { method, path: target, body: expected } = operation;
  const document = random.pick(documentsFor(operation));
  const mutated = random.chance(0.8);
  const body = mutated ? Buffer.from(write(mutate(random, document))) : corrupt(random, write(document));
  const wrongType = random.chance(0.03);
  const mediaType = wrongType ? random.pick(WRONG_MEDIA_TYPES) : random.chance(0.1) ? random.pick(MEDIA_TYPES) : 'application/json';
  const encoded = random.chance(0.01) ? [`Content-Encoding: ${random.pick(['gzip', 'br', 'deflate', 'x'])}`] : [];
  const kind = `${mutated ? 'mutated' : 'corrupted'} document for ${operation.id} as ${mediaType.slice(0, 40)}`;
  return { kind, method, bytes: framed({ method, target, headers: encoded, body, mediaType }), expected, body, hopeless: wrongType && body.length > 0 };
}

/** A body that is larger than the server reads. */
export function oversize(random: Random, targets: Targets): MalformedRequest {
  const body = Buffer.alloc(2 * 1024 * 1024, random.pick([' ', '[', '"', '1']));
  const { method, path: target } = random.pick(withBody(targets));
  return { kind: 'a body of 2 MB', method, bytes: framed({ method, target, body }), hopeless: true, mayBeCut: true };
}
