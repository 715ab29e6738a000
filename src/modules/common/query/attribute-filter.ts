import { invalid } from '../problem/index.js';
import type { AttributeType } from './attribute-type.js';
import { type FilterCondition, type FilterOperator, parseFilter } from './filter-expression.js';

type Scalar = string | number | boolean;

/** Below 0 if the attribute is less than the value. Numbers are compared as numbers if both are. */
function compare(attribute: Scalar, value: string): number {
  const number = typeof attribute === 'number' && value.trim() !== '' ? Number(value) : NaN;
  if (!Number.isNaN(number)) return (attribute as number) - number;
  const text = String(attribute);
  if (text === value) return 0;
  return text < value ? -1 : 1;
}

const MATCHES: Record<FilterOperator, (attribute: Scalar, values: string[]) => boolean> = {
  eq: (attribute, [value]) => compare(attribute, value!) === 0,
  neq: (attribute, [value]) => compare(attribute, value!) !== 0,
  gt: (attribute, [value]) => compare(attribute, value!) > 0,
  gte: (attribute, [value]) => compare(attribute, value!) >= 0,
  lt: (attribute, [value]) => compare(attribute, value!) < 0,
  lte: (attribute, [value]) => compare(attribute, value!) <= 0,
  in: (attribute, values) => values.some((value) => compare(attribute, value) === 0),
  nin: (attribute, values) => values.every((value) => compare(attribute, value) !== 0),
  cont: (attribute, values) => values.some((value) => String(attribute).includes(value)),
  ncont: (attribute, values) => values.every((value) => !String(attribute).includes(value)),
};

const isScalar = (value: unknown): value is Scalar => ['string', 'number', 'boolean'].includes(typeof value);

/** Everything that a path leads to, through all elements of the arrays on the way. */
function valuesAt(value: unknown, path: readonly string[]): unknown[] {
  if (Array.isArray(value)) return value.flatMap((element) => valuesAt(element, path));
  const [name, ...rest] = path;
  if (name === undefined) return [value];
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return [];
  return valuesAt((value as Record<string, unknown>)[name], rest);
}

/** An array matches if one element does; what is absent matches nothing. */
const matches = (value: object, { operator, path, values }: FilterCondition): boolean =>
  valuesAt(value, path).some((attribute) => isScalar(attribute) && MATCHES[operator](attribute, values));

/**
 * Reads a filter (MEC 009, 6.19).
 * @param subject what is filtered, as problems call it: packages
 * @throws Problem 400 if it is malformed or names an attribute that the type lacks
 */
export function attributeFilter(text: string, type: AttributeType, subject: string): (value: object) => boolean {
  const conditions = parseFilter(text);
  for (const { path } of conditions) {
    const name = path.join('/');
    const attribute = type.at(path);
    if (!attribute) throw invalid(`Query parameter filter: ${subject} have no attribute ${name}.`);
    if (!attribute.isComparable) throw invalid(`Query parameter filter: ${name} has parts; name one of them.`);
  }
  return (value) => conditions.every((one) => matches(value, one));
}
