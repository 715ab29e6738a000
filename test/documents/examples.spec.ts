import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import { asList, asObject, dereference, isObject, mapValues, type JsonObject } from '../../scripts/openapi-json.js';
import { allDocuments, sitesIn, type Site } from './documents.js';

type Direction = 'request' | 'response';

interface Example {
  place: string;
  schema: unknown;
  value: unknown;
  direction: Direction;
}

/** What the platform receives: attributes that only it sets aren't required. */
function requestVariant(schema: unknown): unknown {
  if (!isObject(schema) || !Array.isArray(schema.required)) return schema;
  const required = schema.required.filter((name) => asObject(asObject(schema.properties)[String(name)]).readOnly !== true);
  return { ...schema, required };
}

/** References of a schema made absolute, so that it can be compiled away from its document. */
function absolute(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(absolute);
  if (!isObject(schema)) return schema;
  return mapValues(schema, (value) => (typeof value === 'string' && value.startsWith('#/components/') ? `document${value}` : absolute(value)));
}

function compilerFor(root: JsonObject, direction: Direction): (schema: unknown) => ValidateFunction {
  const ajv = new Ajv2020({ strict: true, allErrors: true, strictTypes: true });
  formats.default(ajv);
  ajv.addVocabulary(['components', 'discriminator', 'x-enum-varnames']);
  const schemas = mapValues(asObject(root.components).schemas, direction === 'request' ? requestVariant : (schema) => schema);
  ajv.addSchema({ $id: 'document', components: { schemas } });
  return (schema) => ajv.compile(asObject(absolute(schema)));
}

function examplesAt(root: JsonObject, { place, value }: Site): Example[] {
  const direction = place.includes('/requestBody/') && !place.includes('/callbacks/') ? 'request' : 'response';
  const single = 'example' in value ? [{ place, schema: value.schema, value: value.example, direction } as const] : [];
  const several = Object.entries(asObject(value.examples)).map(([name, example]) =>
    ({ place: `${place}/examples/${name}`, schema: value.schema, value: dereference(root, example).value, direction }) as const);
  return [...single, ...several];
}

function examplesOf(root: JsonObject): Example[] {
  const sites = sitesIn(root, '');
  const published = sites.filter(({ value }) => 'schema' in value).flatMap((site) => examplesAt(root, site));
  const inSchemas = sites.filter(({ value }) => Array.isArray(value.examples)).flatMap(({ place, value }) =>
    asList(value.examples).map((example, i): Example => ({ place: `${place}/examples/${i}`, schema: value, value: example, direction: 'response' })));
  return [...published, ...inSchemas];
}

function errorsOf(validate: ValidateFunction, value: unknown): string[] {
  return validate(value) ? [] : (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message ?? ''}`);
}

describe.each(allDocuments())('$name', ({ root }) => {
  const compile = { request: compilerFor(root, 'request'), response: compilerFor(root, 'response') };
  const examples = examplesOf(root);

  it.each(Object.keys(asObject(asObject(root.components).schemas)))('schema %s compiles strictly', (name) => {
    for (const direction of ['request', 'response'] as const) {
      expect(() => compile[direction]({ $ref: `#/components/schemas/${name}` })).not.toThrow();
    }
  });

  it.each(examples)('example fits: $place', ({ schema, value, direction }) => {
    expect(errorsOf(compile[direction](schema), value)).toEqual([]);
  });
});

describe('validation of examples', () => {
  const service = { $ref: '#/components/schemas/ServiceInfo' };
  const root = asObject(allDocuments().find(({ name }) => name === 'mec011-service-management')?.root);
  const replacement = asObject(asObject(asObject(root.components).examples).ServiceReplacement).value;

  it('knows what only the platform sets', () => {
    expect(errorsOf(compilerFor(root, 'request')(service), replacement)).toEqual([]);
    expect(errorsOf(compilerFor(root, 'response')(service), replacement)).toContain(" must have required property 'serInstanceId'");
  });

  it('finds a wrong example', () => {
    expect(errorsOf(compilerFor(root, 'request')(service), { ...asObject(replacement), state: 'ASLEEP' })).not.toEqual([]);
  });
});
