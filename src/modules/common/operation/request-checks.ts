import type { FastifyRequest } from 'fastify';
import type { ValidateFunction } from 'ajv';
import type { Authorizer, Caller } from '../auth/index.js';
import { invalid, type Fault, Problem } from '../problem/index.js';
import { requireAcceptable } from './negotiation.js';
import type { Operation } from './operation.js';
import { queryReader, type QueryValues } from './query-parameters.js';
import type { SchemaCompiler } from './schema-compiler.js';
import { schemaFaults } from './schema-faults.js';

interface RequestChecks {
  /** Checked as soon as the headers are there: authorization, Accept, Content-Type. */
  beforeBody(request: FastifyRequest): Caller;
  /** Path, query and body, in this order. */
  parameters(request: FastifyRequest): { path: Record<string, string>; query: QueryValues; body: unknown };
}

const sentence = (subject: string, { place, detail }: Fault) => `${subject}${place} ${detail}.`;

function refuse(subject: string, validate: ValidateFunction): never {
  const faults = schemaFaults(validate.errors ?? []);
  throw invalid(sentence(subject, faults[0]!), faults);
}

function requireMediaType({ requestBody }: Operation, { headers }: FastifyRequest): void {
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
export function requestChecks(operation: Operation, compiler: SchemaCompiler, authorizer: Authorizer): RequestChecks {
  const name = { document: operation.document.name, id: operation.id };
  const readQuery = queryReader(operation);
  const validators = parameterValidators(operation, compiler);
  const validateBody = operation.requestBody && compiler.compile(operation.requestBody.schema);
  return {
    beforeBody(request) {
      const caller = authorizer.authorize(name, request.headers);
      requireAcceptable(request.headers.accept, operation.responseMediaTypes);
      requireMediaType(operation, request);
      return caller;
    },
    parameters(request) {
      const path = request.params as Record<string, string>;
      const query = readQuery(request.raw.url ?? '');
      for (const { name, where, required, validate } of validators) {
        const value = where === 'path' ? path[name] : query[name];
        if (value === undefined && required) throw invalid(`The ${where} parameter ${name} is required.`);
        if (value !== undefined && !validate(value)) refuse(`The ${where} parameter ${name}`, validate);
      }
      if (!validateBody) return { path, query, body: undefined };
      if (request.body === undefined) throw invalid('The request needs a body.');
      if (!validateBody(request.body)) refuse('The body', validateBody);
      return { path, query, body: request.body };
    },
  };
}
