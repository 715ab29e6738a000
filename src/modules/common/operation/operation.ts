import { type ApiDocument, dereference, type OperationObject, type ParameterObject } from './api-document.js';

const METHODS = ['get', 'post', 'put', 'patch', 'delete'] as const;

/** One operation of a document, as the server needs it to bind a handler. */
export interface Operation {
  document: ApiDocument;
  id: string;
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Path template below the base paths: /services/{serviceId}. */
  template: string;
  parameters: ParameterObject[];
  /** A body that `isStreamed` is handed on unread, as it comes: its schema is `format: binary`. */
  requestBody?: { mediaTypes: string[]; schema: object; isStreamed: boolean };
  /** Media types of its 2xx responses; none where they have no content. */
  responseMediaTypes: string[];
  /** It can also be asked for by a websocket handshake: 101 is among its responses. */
  takesHandshakes: boolean;
}

interface ResponseObject {
  content?: Record<string, unknown>;
}

/** The operations that a document declares. */
export function operationsOf(document: ApiDocument): Operation[] {
  return Object.entries(document.openapi.paths).flatMap(([template, item]) =>
    METHODS.filter((method) => item[method]).map((method) => describe(document, template, method)),
  );
}

function requestBodyOf({ content }: NonNullable<OperationObject['requestBody']>): NonNullable<Operation['requestBody']> {
  const { schema } = Object.values(content)[0]!;
  return { mediaTypes: Object.keys(content), schema, isStreamed: (schema as { format?: string }).format === 'binary' };
}

function describe(document: ApiDocument, template: string, method: (typeof METHODS)[number]): Operation {
  const { openapi } = document;
  const declared = openapi.paths[template]![method]!;
  const shared = (openapi.paths[template] as { parameters?: ParameterObject[] }).parameters ?? [];
  const successes = Object.keys(declared.responses).filter((status) => /^2\d\d$/.test(status)).sort();
  const body = declared.requestBody;
  return {
    document,
    id: declared.operationId,
    method: method.toUpperCase() as Operation['method'],
    template,
    parameters: [...shared, ...(declared.parameters ?? [])].map((parameter) => dereference<ParameterObject>(openapi, parameter)),
    ...(body && { requestBody: requestBodyOf(body) }),
    responseMediaTypes: [
      ...new Set(successes.flatMap((status) => {
        const response = dereference<ResponseObject>(openapi, declared.responses[status] as ResponseObject);
        return Object.keys(response.content ?? {});
      })),
    ],
    takesHandshakes: '101' in declared.responses,
  };
}

/** Fastify's spelling of a path template. */
export const routePath = (basePath: string, template: string) => basePath + template.replace(/\{([^}]+)\}/g, ':$1');
