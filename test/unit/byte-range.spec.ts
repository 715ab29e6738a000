import fc from 'fast-check';
import { byteRange } from '../../src/modules/common/http/index.js';

describe('a range of bytes', () => {
  it.each([
    ['bytes=0-99', { start: 0, end: 99 }],
    ['bytes=900-', { start: 900, end: 999 }],
    ['bytes=900-5000', { start: 900, end: 999 }],
    ['bytes=-100', { start: 900, end: 999 }],
    ['bytes=-5000', { start: 0, end: 999 }],
    ['Bytes = 5-5', { start: 5, end: 5 }],
    ['bytes=1000-', 'unsatisfiable'],
    ['bytes=-0', 'unsatisfiable'],
    ['bytes=0-1,5-6', undefined],
    ['bytes=9-5', undefined],
    ['bytes=-', undefined],
    ['bytes=a-b', undefined],
    ['lines=0-1', undefined],
    ['', undefined],
    [undefined, undefined],
  ])('of %s', (range, expected) => {
    expect(byteRange(range, 1000)).toEqual(expected);
  });

  it('lies in what there is', () => {
    const number = fc.oneof(fc.nat({ max: 50 }).map(String), fc.constant(''));
    fc.assert(
      fc.property(number, number, fc.nat({ max: 40 }), (first, last, size) => {
        const found = byteRange(`bytes=${first}-${last}`, size);
        if (typeof found === 'object') expect([0 <= found.start, found.start <= found.end, found.end < size]).toEqual([true, true, true]);
      }),
    );
  });
});
