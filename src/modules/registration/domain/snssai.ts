import type { Snssai } from './types.js';

/** The SD that says that there is none (3GPP TS 23.003, 28.4.2). */
const NO_SD = 'ffffff';

const sdOf = ({ sd = NO_SD }: Snssai): string => sd.toLowerCase();

/** The SD counts, the case of its digits does not. */
export const sameSnssai = (one: Snssai, other: Snssai): boolean => one.sst === other.sst && sdOf(one) === sdOf(other);

export const contains = (list: readonly Snssai[], snssai: Snssai): boolean => list.some((each) => sameSnssai(each, snssai));

export const containsAll = (list: readonly Snssai[], snssais: readonly Snssai[]): boolean => snssais.every((each) => contains(list, each));

/** Each once, where it is first. */
export const unique = (list: readonly Snssai[]): Snssai[] => list.filter((each, place) => list.findIndex((earlier) => sameSnssai(earlier, each)) === place);

/** Those of the first list that are in the second too, each once, in the order and with the digits of the first. */
export const intersection = (list: readonly Snssai[], others: readonly Snssai[]): Snssai[] => unique(list).filter((each) => contains(others, each));

/** Those of the first list that are not in the second, each once, in their order. */
export const without = (list: readonly Snssai[], others: readonly Snssai[]): Snssai[] => unique(list).filter((each) => !contains(others, each));
