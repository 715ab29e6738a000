import { invalid } from '../problem/index.js';
import { dereference, type SchemaObject } from './api-document.js';
import type { Operation } from './operation.js';
import { listValues, singleValue, splitQuery } from './query-string.js';

export type QueryValues = Record<string, unknown>;

/** Of a parameter that is a list, the type of its items. */
interface Readable {
  name: string;
  isList: boolean;
  type: string | undefined;
}

const BOOLEANS: Record<string, boolean> = { true: true, false: false };

function convert(name: string, type: string | undefined, text: string): unknown {
  if (type === 'boolean') {
    if (!Object.hasOwn(BOOLEANS, text)) throw invalid(`Query parameter ${name} must be true or false.`);
    return BOOLEANS[text];
  }
  if (type === 'integer') {
    if (!/^-?\d{1,16}$/.test(text) || !Number.isSafeInteger(Number(text))) throw invalid(`Query parameter ${name} must be a whole number.`);
    return Number(text);
  }
  return text;
}

/**
 * Reads the query of a request by the types that its operation declares. A list may be repeated, comma separated or both.
 * @throws Problem 400 for a parameter that is unknown, repeated without being a list, or of another type
 */
export function queryReader(operation: Operation): (url: string) => QueryValues {
  const resolve = (schema: SchemaObject) => dereference<SchemaObject>(operation.document.openapi, schema);
  const declared = operation.parameters.filter((parameter) => parameter.in === 'query');
  const schemas = new Map<string, Readable>(
    declared.flatMap(({ name, schema, 'x-aliases': aliases = [] }) => {
      const { type, items } = resolve(schema);
      const readable = type === 'array' ? { name, isList: true, type: items && resolve(items).type } : { name, isList: false, type };
      return [name, ...aliases].map((spelling) => [spelling, readable] as const);
    }),
  );
  const known = declared.length ? `It takes ${declared.map(({ name }) => name).join(', ')}.` : 'It takes none.';
  return (url) => {
    const values: QueryValues = {};
    for (const [spelling, raw] of splitQuery(url)) {
      const schema = schemas.get(spelling);
      if (!schema) throw invalid(`This operation has no query parameter "${spelling}". ${known}`);
      const { name } = schema;
      if (schema.isList) {
        const before = Object.hasOwn(values, name) ? (values[name] as unknown[]) : [];
        values[name] = [...before, ...listValues(name, raw).map((text) => convert(name, schema.type, text))];
      } else {
        if (Object.hasOwn(values, name)) throw invalid(`Query parameter ${name} is given more than once.`);
        values[name] = convert(name, schema.type, singleValue(name, raw));
      }
    }
    return values;
  };
}
