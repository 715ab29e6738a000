/** Attributes with hexadecimal digits. */
const HEXADECIMAL = new Set(['sd', 'tac', 'amfId', 'tmsi', 'gNBValue', 'one', 'other']);
/** Lists whose members have an id with hexadecimal digits. */
const WITH_HEXADECIMAL_IDS = new Set(['amfSets']);

/** The same description with all hexadecimal digits in lower case, so that what is the same is written the same. */
export function canonical<T>(description: T): T {
  return lowered(description) as T;
}

function lowered(value: unknown, within?: string): unknown {
  if (Array.isArray(value)) return value.map((item) => lowered(item, within));
  if (typeof value !== 'object' || value === null) return value;
  const isHexadecimal = (name: string) => HEXADECIMAL.has(name) || (name === 'id' && within !== undefined && WITH_HEXADECIMAL_IDS.has(within));
  const entries = Object.entries(value).map(([name, of]) => [name, typeof of === 'string' && isHexadecimal(name) ? of.toLowerCase() : lowered(of, name)]);
  return Object.fromEntries(entries) as unknown;
}
