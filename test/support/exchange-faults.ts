import { type ApiDocument, SchemaCompiler, type Validator } from '../../src/modules/common/operation/index.js';
import { type DeclaredResponse, declaredOperations, isPathOf } from './declared-operations.js';

/** What an answer says, as far as a document can say anything of it. */
export interface Answer {
  status: number;
  headers: Record<string, string | undefined>;
  /** The content as sent; empty if there is none. */
  text: string;
}

const compilers = new Map<ApiDocument, SchemaCompiler>();

/** Schemas as answers and notifications have to fit them. */
export function responseValidator(document: ApiDocument, schema: object): Validator {
  const compiler = compilers.get(document) ?? new SchemaCompiler(document, 'response', 'every-fault');
  compilers.set(document, compiler);
  return compiler.compile(schema);
}

export function schemaFaultsOf(document: ApiDocument, schema: object, value: unknown, place: string): string[] {
  const validate = responseValidator(document, schema);
  if (validate(value)) return [];
  return (validate.errors ?? []).map(({ instancePath, message }) => `${place}${instancePath} ${message ?? 'is not valid'}`);
}

/** A header is text; where a number is declared, its digits count (OpenAPI 3.1, style simple). */
const readHeader = (schema: { type?: string }, value: string): unknown => (schema.type === 'integer' && /^-?\d+$/.test(value) ? Number(value) : value);

function headerFaults(document: ApiDocument, { headers: declared }: DeclaredResponse, { headers }: Answer): string[] {
  return Object.entries(declared).flatMap(([name, { required, schema }]) => {
    const value = headers[name.toLowerCase()];
    if (value === undefined) return required ? [`header ${name} is missing`] : [];
    return schemaFaultsOf(document, schema, readHeader(schema, value), `header ${name}`);
  });
}

/** A Location leads to a resource that can be read. */
function locationFaults(document: ApiDocument, { headers: { location } }: Answer): string[] {
  if (location === undefined) return [];
  const { pathname } = new URL(location, 'http://relative.invalid');
  const known = declaredOperations(document).some(({ method, template }) => method === 'GET' && isPathOf(document, template, pathname));
  return known ? [] : [`Location leads to ${pathname}, which ${document.name} does not declare`];
}

function parsed(text: string): { value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) };
  } catch {
    return undefined;
  }
}

/** RFC 9457, 3.1.2: status repeats the status of the answer; MEC 009 wants a detail that says something. */
function problemFaults(status: number, value: unknown): string[] {
  const problem = value as { status?: unknown; detail?: unknown };
  return [
    ...(problem.status === status ? [] : [`the problem says status ${String(problem.status)}`]),
    ...(typeof problem.detail === 'string' && problem.detail.trim() !== '' ? [] : ['the problem has no detail']),
  ];
}

function contentFaults(document: ApiDocument, { content }: DeclaredResponse, answer: Answer): string[] {
  const mediaTypes = Object.keys(content);
  if (mediaTypes.length === 0) return answer.text === '' ? [] : ['has a body where none is declared'];
  const mediaType = (answer.headers['content-type'] ?? '').split(';', 1)[0]!.trim();
  const declared = content[mediaType];
  if (!declared) return [`media type is "${mediaType}", declared is ${mediaTypes.join(' or ')}`];
  if (!mediaType.endsWith('json')) return [];
  const json = parsed(answer.text);
  if (!json) return ['the body is not JSON'];
  const faults = schemaFaultsOf(document, declared.schema, json.value, 'body');
  return mediaType === 'application/problem+json' && faults.length === 0 ? problemFaults(answer.status, json.value) : faults;
}

/** Where an answer departs from the response that is declared for it. */
export function answerFaults(document: ApiDocument, response: DeclaredResponse, answer: Answer, { toHead = false } = {}): string[] {
  const content = toHead ? (answer.text === '' ? [] : ['has a body in answer to HEAD']) : contentFaults(document, response, answer);
  return [...headerFaults(document, response, answer), ...locationFaults(document, answer), ...content];
}
