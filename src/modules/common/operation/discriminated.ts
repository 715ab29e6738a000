import { isObject, type Json } from '../document-text/index.js';

interface Discriminator {
  propertyName: string;
  mapping: Record<string, string>;
}

const discriminatorOf = (schema: Json) => (Array.isArray(schema['oneOf']) ? (schema['discriminator'] as Discriminator | undefined) : undefined);

/**
 * Says of the alternatives that a discriminator tells apart which one is meant, and then what it demands: the same values are right as by `oneOf`,
 * since each branch requires its own constant (ADR 2), but what is wrong is told of that branch alone.
 */
export function discriminated(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(discriminated);
  if (!isObject(node)) return node;
  const copy: Json = Object.fromEntries(Object.entries(node).map(([key, value]) => [key, discriminated(value)]));
  const discriminator = discriminatorOf(node);
  if (!discriminator?.mapping) return copy;
  const { propertyName, mapping } = discriminator;
  const { oneOf: _alternatives, discriminator: _names, ...annotations } = copy;
  return {
    ...annotations,
    type: 'object',
    required: [propertyName],
    properties: { [propertyName]: { enum: Object.keys(mapping) } },
    allOf: Object.entries(mapping).map(([name, $ref]) => ({
      if: { type: 'object', required: [propertyName], properties: { [propertyName]: { const: name } } },
      then: { $ref },
    })),
  };
}
