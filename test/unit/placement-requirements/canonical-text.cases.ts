import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { canonicalDigest, canonicalText } from '../../../src/modules/placement/domain/requirements/canonical-text.js';

/** The same value with all members in the opposite order. */
function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversed);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).reverse().map(([key, member]) => [key, reversed(member)]));
}

describe('the canonical text of JSON (RFC 8785)', () => {
  it('is that of the example in 3.2.2 and 3.2.3', () => {
    const sample = JSON.parse('{"numbers":[333333333.33333329,1E30,4.50,2e-3,0.000000000000000000000000001],"string":"\\u20ac$\\u000F\\u000aA\'\\u0042\\u0022\\u005c\\\\\\"\\/","literals":[null,true,false]}') as unknown;
    expect(canonicalText(sample)).toBe('{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}');
  });

  it('sorts keys by their UTF-16 code units, as 3.2.3 shows', () => {
    const sample = { '\u20ac': 'Euro Sign', '\r': 'Carriage Return', '\ufb33': 'Hebrew Letter Dalet With Dagesh', '1': 'One', '\ud83d\ude00': 'Emoji: Grinning Face', '\u0080': 'Control', '\u00f6': 'Latin Small Letter O With Diaeresis' };
    const text = canonicalText(sample);
    const places = ['Carriage Return', 'One', 'Control', 'Latin Small', 'Euro Sign', 'Emoji', 'Hebrew'].map((word) => text.indexOf(word));
    expect(places).toEqual([...places].sort((one, other) => one - other));
    expect(places[0]).toBeGreaterThan(0);
  });

  it('is the same in any order of members, and means the same', () => {
    fc.assert(fc.property(fc.jsonValue(), (value) => {
      const plain = JSON.parse(JSON.stringify(value)) as unknown;
      expect(canonicalText(reversed(plain))).toBe(canonicalText(plain));
      expect(JSON.parse(canonicalText(plain))).toEqual(plain);
    }));
  });

  it('is what digests are made of', () => {
    expect(canonicalDigest({ b: [1, { d: 1, c: null }], a: undefined })).toBe(`sha256:${createHash('sha256').update('{"b":[1,{"c":null,"d":1}]}').digest('hex')}`);
  });
});
