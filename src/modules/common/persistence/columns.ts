import type { ValueTransformer } from 'typeorm';

/** PostgreSQL gives a bigint as text. */
const asNumber: ValueTransformer = {
  to: (value: number | null | undefined) => value,
  from: (value: string | number | null) => (value === null ? null : Number(value)),
};

/** Milliseconds since 1970, sequence numbers: beyond 32 bits, within what a number holds exactly. */
export const LONG = { type: 'bigint', transformer: asNumber } as const;

/** A document, kept as JSON text on both databases. */
export const JSON_TEXT = { type: 'simple-json' } as const;
