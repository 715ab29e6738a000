import { contains, containsAll, intersection, sameSnssai, unique, without } from '../../../src/modules/registration/domain/snssai.js';

const slice = (sd?: string, sst = 1) => ({ sst, ...(sd !== undefined && { sd }) });

describe('S-NSSAIs', () => {
  const [ONE, TWO, THREE] = [slice('00000a'), slice('00000b'), slice('00000c')] as const;

  it.each([
    ['SST and SD are equal', slice('00000a'), slice('00000a'), true],
    ['only the case of digits differs', slice('00000a'), slice('00000A'), true],
    ['the SD differs', slice('00000a'), slice('00000b'), false],
    ['the SST differs', slice('00000a'), slice('00000a', 2), false],
    ['one has no SD', slice('00000a'), slice(), false],
    ['none has an SD', slice(), slice(), true],
    ['one has no SD, and that of the other says so (TS 23.003, 28.4.2)', slice(), slice('FFFFFF'), true],
  ])('are compared: %s', (_, one, other, same) => {
    expect([sameSnssai(one, other), sameSnssai(other, one)]).toEqual([same, same]);
    expect(contains([THREE, one], other)).toBe(same);
  });

  it('are contained all, or not', () => {
    expect(containsAll([ONE, TWO, THREE], [slice('00000C'), ONE])).toBe(true);
    expect(containsAll([ONE, TWO], [ONE, THREE])).toBe(false);
    expect(containsAll([], [ONE])).toBe(false);
    expect(containsAll([ONE], [])).toBe(true);
  });

  it('are intersected and subtracted in the order and with the digits of the first, each once', () => {
    const list = [THREE, slice('00000A'), THREE, TWO];
    expect(intersection(list, [ONE, THREE])).toEqual([THREE, slice('00000A')]);
    expect(without(list, [slice('00000B'), ONE])).toEqual([THREE]);
    expect(unique(list)).toEqual([THREE, slice('00000A'), TWO]);
    expect([intersection([], [ONE]), intersection([ONE], []), without([ONE, ONE], [])]).toEqual([[], [], [ONE]]);
  });
});
