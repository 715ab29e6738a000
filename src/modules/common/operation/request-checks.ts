import type { IncomingHttpHeaders } from 'node:http';
import type { Socket } from 'node:net';
import type { Authorizer, Caller } from '../auth/index.js';
import { type Fault, invalid, notFound, Problem } from '../problem/index.js';
import { preferredMediaType } from './negotiation.js';
import type { Operation } from './operation.js';
import { queryReader, type QueryValues } from './query-parameters.js';
import type { SchemaCompiler, Validator } from './schema-compiler.js';
import { schemaFaults } from './schema-faults.js';

/** What the checks look at: a request with its body, or a handshake. */
export interface CheckedRequest {
  headers: IncomingHttpHeaders;
  params: unknown;
  raw: { url?: string | undefined; socket: Socket };
  body?: unknown;
}

/** Of one document, as requests see it. */
export interface Compilers {
  firstFault: SchemaCompiler;
  everyFault: SchemaCompiler;
}

export interface RequestChecks {
  /** Checked as soon as the headers are there: authorization, Accept, Content-Type. */
  beforeBody(request: CheckedRequest): Caller;
  /** What to answer with. */
  mediaType(request: CheckedRequest): string | undefined;
  /** Path, query and body, in this order. */
  parameters(request: CheckedRequest): { path: Record<string, string>; query: QueryValues; body: unknown };
}

const sentence = (subject: string, { place, detail }: Fault) => `${subject}${place} ${detail}.`;

function refuseBody(validate: Validator): never {
  const faults = schemaFaults(validate.errors ?? []);
  const more = faults.length > 1 ? ` Further faults: ${faults.length - 1}, see faults.` : '';
  throw invalid(sentence('The body', faults[0]!) + more, faults);
}

/** `faults` are places of a body, so there are none. */
function refuseParameter(where: string, name: string, { errors }: Validator): never {
  throw invalid(sentence(`The ${where} parameter ${name}`, schemaFaults(errors ?? [])[0]!));
}

/** Bodies up to this size are told all their faults; a megabyte could have half a million. */
const MOST_BYTES_EXPLAINED = 16 * 1024;

function requireBody({ body }: CheckedRequest): void {
  if (body === undefined) throw invalid('The request needs a body.');
}

/** Checks quickly, and only looks for every fault when there is one. */
function bodyCheck({ requestBody }: Operation, documents: Compilers): (request: CheckedRequest) => void {
  if (!requestBody) return () => undefined;
  if (requestBody.isStreamed) return requireBody;
  const validate = documents.firstFault.compile(requestBody.schema);
  const explain = documents.everyFault.compile(requestBody.schema);
  return (request) => {
    requireBody(request);
    const { body, headers } = request;
    if (validate(body)) return;
    const explained = Number(headers['content-length'] ?? Infinity) <= MOST_BYTES_EXPLAINED && !explain(body);
    refuseBody(explained ? explain : validate);
  };
}

function requireMediaType({ requestBody }: Operation, { headers }: CheckedRequest): void {
  const hasBody = headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;
  if (!requestBody || !hasBody) return;
  const mediaType = (headers['content-type'] ?? '').split(';', 1)[0]!.trim().toLowerCase();
  const encoding = headers['content-encoding'] ?? 'identity';
  if (encoding !== 'identity') throw new Problem(415, `The body must be sent without Content-Encoding, not as ${encoding}.`);
  if (!requestBody.mediaTypes.includes(mediaType))
    throw new Problem(415, `The body must be sent as ${requestBody.mediaTypes.join(' or ')}.`);
}

function parameterValidators({ parameters }: Operation, compiler: SchemaCompiler) {
  return parameters.flatMap(({ name, in: where, required = false, schema }) =>
    where === 'header' ? [] : [{ name, where, required, validate: compiler.compile(schema) }],
  );
}

/** The checks that every request for an operation passes before its handler sees it, in the order in which they are made. */
export function requestChecks(operation: Operation, compilers: Compilers, authorizer: Authorizer): RequestChecks {
  const name = { document: operation.document.name, id: operation.id, listener: operation.document.listener };
  const readQuery = queryReader(operation);
  const validators = parameterValidators(operation, compilers.firstFault);
  const checkBody = bodyCheck(operation, compilers);
  return {
    beforeBody(request) {
      const caller = authorizer.authorize(name, request.headers, request.raw.socket);
      preferredMediaType(request.headers.accept, operation.responseMediaTypes);
      requireMediaType(operation, request);
      return caller;
    },
    mediaType: ({ headers }) => preferredMediaType(headers.accept, operation.responseMediaTypes),
    parameters(request) {
      const path = request.params as Record<string, string>;
      const query = readQuery(request.raw.url ?? '');
      for (const { name, where, required, validate } of validators) {
        const value = where === 'path' ? path[name] : query[name];
        if (value === undefined && required) throw invalid(`The ${where} parameter ${name} is required.`);
        if (value === '' && where === 'path') throw notFound(`The path lacks the ${name}.`);
        if (value !== undefined && !validate(value)) refuseParameter(where, name, validate);
      }
      checkBody(request);
      return { path, query, body: operation.requestBody && request.body };
    },
  };
}
