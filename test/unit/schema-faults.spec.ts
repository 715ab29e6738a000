import { SchemaCompiler, schemaFaults } from '../../src/modules/common/operation/index.js';
import { documentWith } from './document-with.js';

const branch = (kind: string, attribute: object) => ({
  type: 'object',
  required: ['kind', 'size'],
  properties: { kind: { type: 'string', const: kind }, size: attribute },
});

const document = documentWith({
  Square: branch('SQUARE', { type: 'number', minimum: 1 }),
  Label: branch('LABEL', { type: 'string' }),
  Shape: {
    oneOf: [{ $ref: '#/components/schemas/Square' }, { $ref: '#/components/schemas/Label' }],
    discriminator: {
      propertyName: 'kind',
      mapping: { SQUARE: '#/components/schemas/Square', LABEL: '#/components/schemas/Label' },
    },
  },
  Address: {
    type: 'object',
    properties: { uris: { type: 'array', items: { type: 'string' } }, host: { type: 'string' } },
    oneOf: [
      { required: ['uris'], properties: { uris: { type: 'array', minItems: 1 } } },
      { required: ['host'], properties: { host: { minLength: 1 } } },
    ],
  },
});

const compilers = {
  'first-fault': new SchemaCompiler(document, 'request', 'first-fault'),
  'every-fault': new SchemaCompiler(document, 'request', 'every-fault'),
};

function faultsOf(schema: object, value: unknown, extent: keyof typeof compilers = 'every-fault'): string[] {
  const validate = compilers[extent].compile(schema);
  expect(validate(value)).toBe(false);
  return schemaFaults(validate.errors ?? []).map(({ place, detail }) => `${place}: ${detail}`);
}

const inProperty = (schema: object) => ({ type: 'object', properties: { a: { type: 'array', items: schema } } });

describe('the faults of a value', () => {
  it.each([
    ['a missing attribute', { required: ['b'] }, {}, 'lacks the attribute b'],
    ['a wrong type', { type: 'string' }, 1, 'must be of type string'],
    ['one of several types', { type: ['string', 'null'] }, 1, 'must be of type string,null'],
    ['a value out of an enumeration', { enum: ['x', 1, null] }, 'y', 'must be one of "x", 1, null'],
    ['a constant', { const: 'x' }, 'y', 'must be "x"'],
    ['a format', { type: 'string', format: 'uri' }, 'y', 'must be a valid uri'],
    ['too few items', { minItems: 2 }, [1], 'must have at least 2 item(s)'],
    ['too many items', { maxItems: 1 }, [1, 2], 'must have at most 1 item(s)'],
    ['what Ajv says itself', { minimum: 3 }, 2, 'must be >= 3'],
    ['what Ajv says of lengths', { minLength: 1 }, '', 'must NOT have fewer than 1 characters'],
  ])('are sentences with a place: %s', (_name, schema, value, detail) => {
    for (const extent of ['first-fault', 'every-fault'] as const) {
      expect(faultsOf(inProperty(schema), { a: [value] }, extent)).toEqual([`/a/0: ${detail}`]);
      expect(faultsOf(schema, value, extent)).toEqual([`: ${detail}`]);
    }
  });

  it('are all there, or only the first, as one asks', () => {
    const schema = { type: 'object', required: ['a', 'b'], properties: { c: { type: 'string' } } };
    expect(faultsOf(schema, { c: 1 }).sort()).toEqual(['/c: must be of type string', ': lacks the attribute a', ': lacks the attribute b']);
    expect(faultsOf(schema, { c: 1 }, 'first-fault')).toHaveLength(1);
  });

  it('are told once', () => {
    expect(faultsOf({ allOf: [{ required: ['a'] }, { required: ['a'] }] }, {})).toEqual([': lacks the attribute a']);
  });

  it('have no name for the condition under which a rule stands', () => {
    expect(faultsOf({ if: { required: ['a'] }, then: { required: ['b'] } }, { a: 1 })).toEqual([': lacks the attribute b']);
  });

  it('escape names in places as JSON Pointer does', () => {
    expect(faultsOf({ properties: { 'a/b~c': { type: 'string' } } }, { 'a/b~c': 1 })).toEqual(['/a~1b~0c: must be of type string']);
  });
});

describe('the faults of alternatives', () => {
  const address = { $ref: '#/components/schemas/Address' };

  it('name those that there are when there is none', () => {
    for (const extent of ['first-fault', 'every-fault'] as const)
      expect(faultsOf(address, {}, extent)).toEqual([': must have exactly one of uris, host']);
  });

  it('name those that are given when there are several', () => {
    for (const extent of ['first-fault', 'every-fault'] as const)
      expect(faultsOf(address, { uris: ['x'], host: 'y' }, extent)).toEqual([': must have exactly one of its alternatives, but has uris and host']);
  });

  it('name no attributes that are no alternatives', () => {
    expect(faultsOf(address, { uris: ['x'], host: 'y', comment: 'z' })).toEqual([': must have exactly one of its alternatives, but has uris and host']);
  });

  it('are those inside the one that is meant', () => {
    expect(faultsOf(address, { uris: [] })).toEqual(['/uris: must have at least 1 item(s)']);
    expect(faultsOf(address, { host: '' })).toEqual(['/host: must NOT have fewer than 1 characters']);
    expect(faultsOf(address, { uris: [1] })).toEqual(['/uris/0: must be of type string']);
  });

  it('stand beside the other faults, at their own place', () => {
    const schema = { type: 'object', required: ['name'], properties: { one: address, two: address } };
    expect(faultsOf(schema, { one: {}, two: { uris: ['x'], host: 'y' } }).sort()).toEqual([
      '/one: must have exactly one of uris, host',
      '/two: must have exactly one of its alternatives, but has uris and host',
      ': lacks the attribute name',
    ]);
  });

  it.each([null, 'text', 1, [], true])('are told of a value that is no object at all: %j', (value) => {
    const validate = compilers['every-fault'].compile({ oneOf: [{ required: ['a'] }, { required: ['b'] }] });
    expect(validate(value)).toBe(false);
    expect(schemaFaults(validate.errors ?? [])).toHaveLength(1);
  });
});

describe('the faults of alternatives that a discriminator tells apart', () => {
  const shape = { $ref: '#/components/schemas/Shape' };

  it.each([
    ['the one that is meant', { kind: 'LABEL', size: 1 }, '/size: must be of type string'],
    ['what the one that is meant lacks', { kind: 'SQUARE' }, ': lacks the attribute size'],
    ['a kind that is none', { kind: 'CIRCLE', size: 1 }, '/kind: must be one of "SQUARE", "LABEL"'],
    ['a kind of another type', { kind: ['SQUARE'], size: 1 }, '/kind: must be one of "SQUARE", "LABEL"'],
    ['no kind', { size: 1 }, ': lacks the attribute kind'],
    ['no object', 'SQUARE', ': must be of type object'],
    ['null', null, ': must be of type object'],
  ])('are those of %s', (_name, value, fault) => {
    for (const extent of ['first-fault', 'every-fault'] as const) expect(faultsOf(shape, value, extent)).toEqual([fault]);
  });

  it('have their place in a list', () => {
    const list = { type: 'array', items: shape };
    expect(faultsOf(list, [{ kind: 'SQUARE', size: 2 }, { kind: 'SQUARE', size: 0 }, { kind: 'LABEL' }])).toEqual([
      '/1/size: must be >= 1',
      '/2: lacks the attribute size',
    ]);
  });

  it('are none where the value is right', () => {
    const validate = compilers['every-fault'].compile(shape);
    expect([{ kind: 'SQUARE', size: 1 }, { kind: 'LABEL', size: 'a' }].map((value) => validate(value))).toEqual([true, true]);
  });
});
