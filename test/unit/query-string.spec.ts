import fc from 'fast-check';
import { listValues, singleValue, splitQuery } from '../../src/modules/common/operation/query-string.js';
import { Problem } from '../../src/modules/common/problem/index.js';

/** All that a URL can carry: no lone surrogates. */
const text = fc.string({ unit: 'grapheme', maxLength: 20 });
const awkward = fc.string({ unit: fc.constantFrom(',', '+', ' ', '%', '&', '=', '?', '#', 'a', 'ü', '€', '🛰', '/', '\u0000'), maxLength: 12 });
const value = fc.oneof(text, awkward);

/** The ways in which clients write one value. */
const spelling = fc.constantFrom<(plain: string) => string>(
  (plain) => encodeURIComponent(plain),
  (plain) => encodeURIComponent(plain).replaceAll('%20', '+'),
  (plain) => encodeURIComponent(plain).replace(/%(2F|3D|3F)/g, decodeURIComponent),
  (plain) => Array.from(new TextEncoder().encode(plain), (byte) => `%${byte.toString(16).padStart(2, '0')}`).join(''),
);

/** A list in the order of its values, each spelt in its way and either joined to the one before by a comma or repeated. */
const list = fc.array(fc.record({ plain: value, spell: spelling, repeated: fc.boolean() }), { minLength: 1, maxLength: 8 });

describe('a list in a query', () => {
  it('is read as it was meant, repeated, comma separated or both', () => {
    fc.assert(
      fc.property(list, (items) => {
        const query = items.map(({ plain, spell, repeated }, index) => `${index === 0 ? 'x=' : repeated ? '&x=' : ','}${spell(plain)}`).join('');
        const pairs = splitQuery(`/path?${query}`);
        expect(pairs.every(([name]) => name === 'x')).toBe(true);
        expect(pairs.flatMap(([name, raw]) => listValues(name, raw))).toEqual(items.map(({ plain }) => plain));
      }),
      { numRuns: 200 },
    );
  });
});

describe('a single value in a query', () => {
  it('is read as it was meant, commas and all', () => {
    fc.assert(
      fc.property(value, value, spelling, (name, plain, spell) => {
        fc.pre(name !== '');
        const [pair] = splitQuery(`/path?${encodeURIComponent(name)}=${spell(plain)}`);
        expect(pair![0]).toBe(name);
        expect(singleValue(name, pair![1])).toBe(plain);
      }),
    );
  });
});

describe('a query', () => {
  it.each([
    ['/path', []],
    ['/path?', []],
    ['/path?&&', []],
    ['/path?a', [['a', '']]],
    ['/path?a=', [['a', '']]],
    ['/path?a=b=c&d', [['a', 'b=c'], ['d', '']]],
    ['/path?=b', [['', 'b']]],
    ['/path?a?b=c', [['a?b', 'c']]],
  ])('%s has its parameters in order', (url, pairs) => {
    expect(splitQuery(url)).toEqual(pairs);
  });

  it('is read or refused with 400, whatever it holds', () => {
    const pieces = fc.array(fc.constantFrom('%', '%2', '%zz', '%C3', '%28', '%ff', '%e2%82', '&', '=', ',', 'a', '+', '?', '%00'), { maxLength: 12 });
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), pieces.map((some) => some.join(''))), (query) => {
        try {
          for (const [name, raw] of splitQuery(`/path?${query}`)) listValues(name, raw);
        } catch (error) {
          expect(error).toBeInstanceOf(Problem);
          expect((error as Problem).status).toBe(400);
          expect((error as Problem).detail).toMatch(/percent sign/);
        }
      }),
      { numRuns: 300 },
    );
  });
});
