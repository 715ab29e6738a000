import fc from 'fast-check';
import { imageName } from '../../src/modules/container-runtime/index.js';
import { legibleName } from '../../src/modules/container-runtime/domain/legible-name.js';

/** RFC 1123. */
const LABEL = /^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/;
/** What Docker takes: a path of lower case, and a tag. */
const REFERENCE = /^openmep\/[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*:\w[\w.-]{0,127}$/;

const anyText = fc.oneof(fc.string({ unit: 'binary', maxLength: 100 }), fc.stringMatching(/^[a-zA-Z0-9 ._-]{0,60}$/), fc.stringMatching(/^[a-z]{1,3}(--[0-9a-f]{16})?$/));

describe('names for engines', () => {
  it.each(['c2f81b60-7d0a-4f5e-9b3c-52a6e7c0d914', 'analytics', 'a1', '7'])('%s stays as it is', (text) => {
    expect(legibleName(text)).toBe(text);
  });

  it.each([['Analytics 1.0', 'analytics-1-0--'], ['a--b', 'a-b--'], ['', 'x--'], ['日本', 'x--'], ['x'.repeat(41), `${'x'.repeat(20)}--`], ['.', 'x--'], ['-a-', 'a--']])(
    '%s is told by %s and a hash',
    (text, stem) => {
      const name = legibleName(text);
      expect([name.slice(0, stem.length), name.length]).toEqual([stem, stem.length + 16]);
    },
  );

  it('are names whatever the text', () => {
    fc.assert(
      fc.property(anyText, anyText, (text, other) => {
        expect(legibleName(text)).toMatch(LABEL);
        expect(legibleName(text).length).toBeLessThanOrEqual(40);
        expect(imageName(text, other)).toMatch(REFERENCE);
      }),
    );
  });

  it('are different for different texts', () => {
    fc.assert(fc.property(anyText, anyText, (one, other) => expect(legibleName(one) === legibleName(other)).toBe(one === other)));
    expect(legibleName(legibleName('A'))).not.toBe(legibleName('A'));
  });
});
