// Reading parsed OpenAPI documents without trusting their shape.

export type JsonObject = Record<string, unknown>;

export const HTTP_METHODS = ['get', 'post', 'put', 'patch', 'delete'] as const;

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function asObject(value: unknown): JsonObject {
  return isObject(value) ? value : {};
}

export function asList(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

/** What a reference inside the document points to, undefined if it points nowhere. */
export function resolveReference(document: JsonObject, reference: string): unknown {
  if (!reference.startsWith('#/')) return undefined;
  return reference
    .slice(2)
    .split('/')
    .map((step) => decodeURIComponent(step).replaceAll('~1', '/').replaceAll('~0', '~'))
    .reduce<unknown>((value, step) => asObject(value)[step], document);
}

/** The object itself, or what its $ref points to. */
export function dereference(document: JsonObject, value: unknown): JsonObject {
  const { $ref } = asObject(value);
  return asObject(typeof $ref === 'string' ? resolveReference(document, $ref) : value);
}

export function mapValues<T>(value: unknown, change: (value: unknown) => T): Record<string, T> {
  return Object.fromEntries(Object.entries(asObject(value)).map(([key, entry]) => [key, change(entry)]));
}
