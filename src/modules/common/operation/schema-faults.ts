import type { ErrorObject } from 'ajv';
import type { Fault } from '../problem/index.js';

const quoted = (values: unknown[]) => values.map((value) => JSON.stringify(value)).join(', ');

type Params = Record<string, unknown>;

const MESSAGES: Record<string, (params: Params) => string> = {
  required: ({ missingProperty }) => `lacks the attribute ${String(missingProperty)}`,
  enum: ({ allowedValues }) => `must be one of ${quoted(allowedValues as unknown[])}`,
  const: ({ allowedValue }) => `must be ${quoted([allowedValue])}`,
  type: ({ type }) => `must be of type ${String(type)}`,
  format: ({ format }) => `must be a valid ${String(format)}`,
  minItems: ({ limit }) => `must have at least ${Number(limit)} item(s)`,
  additionalProperties: ({ additionalProperty }) => `has the unknown attribute ${String(additionalProperty)}`,
  maxItems: ({ limit }) => `must have at most ${Number(limit)} item(s)`,
};

const toFault = ({ instancePath, keyword, params, message }: ErrorObject): Fault => ({
  place: instancePath,
  detail: MESSAGES[keyword]?.(params as Params) ?? message ?? 'is not valid',
});

const isBelow = (place: string, error: ErrorObject) => error.instancePath === place || error.instancePath.startsWith(`${place}/`);

function severalAlternatives({ schema }: ErrorObject, passing: number[]): string {
  const names = passing.flatMap((index) => (schema as { required?: string[] }[])[index]?.required ?? []);
  return `must have exactly one of its alternatives${names.length ? `, but has ${names.join(' and ')}` : ', but fits several'}`;
}

/**
 * One oneOf that fails, where each branch is told apart by the attribute that it requires: either no branch is there, or
 * several are, or what is wrong inside the one that is meant.
 */
function faultsOfAlternatives(error: ErrorObject, inner: ErrorObject[]): Fault[] {
  const { instancePath: place, params } = error;
  if (Array.isArray(params['passingSchemas'])) return [{ place, detail: severalAlternatives(error, params['passingSchemas'] as number[]) }];
  const absent = inner.filter(({ keyword, instancePath }) => keyword === 'required' && instancePath === place);
  const meant = inner.filter((error) => !absent.includes(error));
  if (meant.length > 0 || absent.length === 0) return meant.map(toFault);
  return [{ place, detail: `must have exactly one of ${absent.map(({ params }) => String((params as Params)['missingProperty'])).join(', ')}` }];
}

function withoutRepeats(faults: Fault[]): Fault[] {
  return [...new Map(faults.map((fault) => [`${fault.place} ${fault.detail}`, fault])).values()];
}

/** What is wrong with a value, place by place, from the errors that Ajv found (`verbose`). */
export function schemaFaults(found: ErrorObject[]): Fault[] {
  const errors = found.filter(({ keyword }) => keyword !== 'if');
  const alternatives = errors.find(({ keyword }) => keyword === 'oneOf');
  if (!alternatives) return withoutRepeats(errors.map(toFault));
  const inner = errors.filter((error) => error !== alternatives && isBelow(alternatives.instancePath, error));
  const outside = errors.filter((error) => error !== alternatives && !inner.includes(error));
  return [...schemaFaults(outside), ...withoutRepeats(faultsOfAlternatives(alternatives, inner))];
}
