import fc from 'fast-check';
import type { Operation } from '../../src/modules/common/operation/operation.js';
import { queryReader } from '../../src/modules/common/operation/query-parameters.js';
import { Problem } from '../../src/modules/common/problem/index.js';

const query = (name: string, schema: object) => ({ name, in: 'query', schema }) as const;

const operation: Operation = {
  document: {
    name: 'test',
    openapi: {
      info: { title: 'Test', version: '1' },
      servers: [],
      paths: {},
      components: { schemas: { Names: { type: 'array', items: { type: 'string' } }, Flag: { type: 'boolean' }, Number: { type: 'integer' } } },
    },
    isOurOwn: false, basePaths: ['/test/v1'], listener: 'main',
  },
  id: 'test',
  method: 'GET',
  template: '/things/{id}',
  parameters: [
    { name: 'id', in: 'path', required: true, schema: { type: 'string' } },
    { name: 'X-Header', in: 'header', schema: { type: 'string' } },
    { ...query('subscriptiontype', { type: 'string' }), 'x-aliases': ['subscriptionType', 'subscription_type'] },
    query('names', { $ref: '#/components/schemas/Names' }),
    query('name', { type: 'string' }),
    query('flag', { $ref: '#/components/schemas/Flag' }),
    query('count', { type: 'integer' }),
    query('counts', { type: 'array', items: { $ref: '#/components/schemas/Number' } }),
    query('flags', { type: 'array', items: { type: 'boolean' } }),
  ],
  responseMediaTypes: ['application/json'],
  takesHandshakes: false,
};

const read = queryReader(operation);

function refusal(url: string): string {
  try {
    read(url);
  } catch (error) {
    expect(error).toBeInstanceOf(Problem);
    expect((error as Problem).status).toBe(400);
    return (error as Problem).detail;
  }
  throw new Error(`${url} was not refused.`);
}

describe('query parameters', () => {
  it('are read by their types', () => {
    expect(read('/things/1?names=a,b&name=c,d&flag=true&count=-7&names=e')).toEqual({ names: ['a', 'b', 'e'], name: 'c,d', flag: true, count: -7 });
    expect(read('/things/1')).toEqual({});
    expect(read('/things/1?flag=false&names=')).toEqual({ flag: false, names: [''] });
    expect(read('/things/1?count=9007199254740991')).toEqual({ count: 9007199254740991 });
  });

  it('are taken under their other names, once', () => {
    expect(read('/things/1?subscriptionType=a')).toEqual({ subscriptiontype: 'a' });
    expect(read('/things/1?subscription_type=a')).toEqual({ subscriptiontype: 'a' });
    expect(refusal('/things/1?subscriptiontype=a&subscription_type=a')).toBe('Query parameter subscriptiontype is given more than once.');
  });

  it('are lists of what their items are', () => {
    expect(read('/things/1?counts=1,-2&flags=true&counts=3&flags=false,true')).toEqual({ counts: [1, -2, 3], flags: [true, false, true] });
  });

  it.each([
    ['?nam=a', 'This operation has no query parameter "nam". It takes subscriptiontype, names, name, flag, count, counts, flags.'],
    ['?id=a', 'This operation has no query parameter "id". It takes subscriptiontype, names, name, flag, count, counts, flags.'],
    ['?name=a&name=b', 'Query parameter name is given more than once.'],
    ['?flag=true&flag=true', 'Query parameter flag is given more than once.'],
    ['?flag=TRUE', 'Query parameter flag must be true or false.'],
    ['?flag', 'Query parameter flag must be true or false.'],
    ['?flag=toString', 'Query parameter flag must be true or false.'],
    ['?flag=__proto__', 'Query parameter flag must be true or false.'],
    ['?count=1.5', 'Query parameter count must be a whole number.'],
    ['?count=', 'Query parameter count must be a whole number.'],
    ['?count=1e3', 'Query parameter count must be a whole number.'],
    ['?count=9999999999999999', 'Query parameter count must be a whole number.'],
    ['?count=9007199254740992', 'Query parameter count must be a whole number.'],
    ['?counts=1,a', 'Query parameter counts must be a whole number.'],
    ['?counts=', 'Query parameter counts must be a whole number.'],
    ['?flags=true,', 'Query parameter flags must be true or false.'],
    ['?names=%zz', 'Query parameter names holds a percent sign that does not start a valid escape.'],
    ['?names=a,%C3', 'Query parameter names holds a percent sign that does not start a valid escape.'],
    ['?name=%', 'Query parameter name holds a percent sign that does not start a valid escape.'],
  ])('are refused: %s', (url, detail) => {
    expect(refusal(`/things/1${url}`)).toBe(detail);
  });

  it('are told when the operation takes none', () => {
    const readNone = queryReader({ ...operation, parameters: [] });
    expect(() => readNone('/things/1?a=b')).toThrow('This operation has no query parameter "a". It takes none.');
  });

  it.each(['__proto__', 'constructor', 'toString'])('are not confused with what every object has: %s', (name) => {
    expect(refusal(`/things/1?${name}=a`)).toMatch(/^This operation has no query parameter/);
  });

  it('may be called what every object has', () => {
    const readOdd = queryReader({ ...operation, parameters: [query('constructor', { type: 'string' })] });
    expect(readOdd('/things/1?constructor=a')).toEqual({ constructor: 'a' });
  });

  it('are read or refused with 400, whatever they hold', () => {
    const names = fc.constantFrom('names', 'name', 'flag', 'count', 'counts', 'flags', 'other', '');
    const pair = fc.tuple(names, fc.constantFrom('=', '', '=='), fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('true', '1', '%', 'a,b')));
    fc.assert(
      fc.property(fc.array(pair, { maxLength: 5 }), (pairs) => {
        const url = `/things/1?${pairs.map((parts) => parts.join('')).join('&')}`;
        try {
          read(url);
        } catch (error) {
          expect(error).toBeInstanceOf(Problem);
          expect((error as Problem).status).toBe(400);
        }
      }),
      { numRuns: 200 },
    );
  });
});
