const BYTES: Record<string, number> = { b: 1, k: 2 ** 10, m: 2 ** 20, g: 2 ** 30 };

/** Bytes that a limit with its unit (b, k, m or g, powers of 1024) is. */
export const memoryBytes = (limit: string): number => Number(limit.slice(0, -1)) * BYTES[limit.at(-1)!]!;
