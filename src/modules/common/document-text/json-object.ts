/** An object as JSON and YAML write it; nothing is known of its attributes. */
export type Json = Record<string, unknown>;

/** Neither null nor a list. */
export const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value);
