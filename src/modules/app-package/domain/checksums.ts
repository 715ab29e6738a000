import { createHash } from 'node:crypto';

/** By the spellings of the standards: SHA-256 and sha-256 (MEC 010-2, 6.2.5.6; SOL004, 5.3). */
const ALGORITHMS = new Map(['256', '384', '512'].map((bits) => [`sha${bits}`, `SHA-${bits}`]));

export const KNOWN_ALGORITHMS = [...ALGORITHMS.values()].join(', ').replace(/, ([^,]*)$/, ' and $1');

/** The name that Node has for an algorithm, undefined if the platform does not know it. */
export function hashName(algorithm: string): string | undefined {
  const name = algorithm.toLowerCase().replaceAll('-', '');
  return ALGORITHMS.has(name) ? name : undefined;
}

/** In hexadecimal digits. `name` is as hashName gives it. */
export async function digest(name: string, content: AsyncIterable<Buffer>, signal: AbortSignal): Promise<string> {
  const hash = createHash(name);
  for await (const chunk of content) {
    signal.throwIfAborted();
    hash.update(chunk);
  }
  return hash.digest('hex');
}

export const isSameHash = (one: string, other: string): boolean => one.toLowerCase() === other.toLowerCase();
