import { isSingle, type Range, type Selector } from '../../domain/selector.js';

/** Fields of a selector, by their places in `ranges`. */
export type Field = 0 | 1 | 2 | 3 | 4;

export const SOURCE: Field = 0;
export const FIELD_NAMES = ['source', 'destination', 'protocol', 'sport', 'dport'] as const;

/** The most telling first. */
const CANDIDATES: readonly Field[] = [1, 0, 4, 3, 2];
/** Fields of which a single value tells most entries apart. */
const TELLING_FIELDS: readonly Field[] = [1, 0, 4];

const WIDTHS: Record<Selector['family'], readonly bigint[]> = { 4: [32n, 32n, 8n, 16n, 16n], 6: [128n, 128n, 8n, 16n, 16n] };

const isAny = ({ first, last }: Range, bits: bigint): boolean => first === 0n && last === (1n << bits) - 1n;

/**
 * The field that tells an entry best from others. It comes first in the keys of the entry's map: the kernel compares field by
 * field and goes on with what fits, so that a map is slow whose entries all fit most packets by their first field.
 */
export function leadingField({ family, ranges }: Selector): Field {
  const isRestricted = (field: Field) => !isAny(ranges[field], WIDTHS[family][field]!);
  return TELLING_FIELDS.find((field) => isSingle(ranges[field])) ?? CANDIDATES.find(isRestricted) ?? SOURCE;
}

/** The parts of a key in the order in which its fields come. */
export function inKeyOrder<Part>(parts: readonly Part[], leading: Field): Part[] {
  return [parts[leading]!, ...parts.filter((_part, field) => field !== leading)];
}
