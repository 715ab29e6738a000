/** The first and the last byte of a part. */
interface ByteRange {
  start: number;
  end: number;
}

const ONE_RANGE = /^bytes\s*=\s*(?:(\d+)\s*-\s*(\d*)|-\s*(\d+))$/i;

/**
 * The part of a representation that Range asks for (RFC 9110, 14.1 and 14.2).
 * @param size bytes of the whole
 * @returns undefined if there is no range, or none that the server heeds: another unit, several ranges, a malformed one
 */
export function byteRange(range: string | undefined, size: number): ByteRange | 'unsatisfiable' | undefined {
  const found = ONE_RANGE.exec(range?.trim() ?? '');
  if (!found) return undefined;
  const [, first, last, suffix] = found;
  if (suffix !== undefined) return Number(suffix) === 0 || size === 0 ? 'unsatisfiable' : { start: Math.max(size - Number(suffix), 0), end: size - 1 };
  const start = Number(first);
  const end = last === '' ? Infinity : Number(last);
  if (end < start) return undefined;
  return start >= size ? 'unsatisfiable' : { start, end: Math.min(end, size - 1) };
}
