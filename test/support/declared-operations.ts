import { type ApiDocument, dereference, loadDocuments } from '../../src/modules/common/operation/api-document.js';
import { operationsOf } from '../../src/modules/common/operation/operation.js';

export interface DeclaredResponse {
  headers: Record<string, { required?: boolean; schema: object }>;
  content: Record<string, { schema: object }>;
}

export interface DeclaredOperation {
  document: ApiDocument;
  operationId: string;
  method: string;
  /** Path template below the base paths; of a callback, the expression that names its URL. */
  template: string;
  /** By status, by class of status such as 2XX, or `default`. */
  responses: Record<string, DeclaredResponse>;
}

/** An operation that the platform calls at its subscribers. */
export interface DeclaredCallback extends DeclaredOperation {
  requestSchema: object;
  requiredHeaders: string[];
}

interface RawOperation {
  operationId: string;
  parameters?: { name: string; in: string; required?: boolean }[];
  requestBody?: { content: Record<string, { schema: object }> };
  responses: Record<string, object>;
  callbacks?: Record<string, Record<string, Record<string, RawOperation>>>;
}

let documents: ApiDocument[] | undefined;

/** The documents of openapi/, read once in each process. */
export const allDocuments = (): ApiDocument[] => (documents ??= loadDocuments());

function responsesOf({ openapi }: ApiDocument, { responses }: RawOperation): Record<string, DeclaredResponse> {
  const resolved = Object.entries(responses).map(([status, response]) => {
    const { headers = {}, content = {} } = dereference<Partial<DeclaredResponse>>(openapi, response);
    const resolvedHeaders = Object.entries(headers).map(([name, header]) => [name, dereference(openapi, header)] as const);
    return [status, { headers: Object.fromEntries(resolvedHeaders), content }] as const;
  });
  return Object.fromEntries(resolved);
}

const rawOperation = ({ openapi }: ApiDocument, template: string, method: string) =>
  openapi.paths[template]![method.toLowerCase()] as unknown as RawOperation;

const described = new Map<ApiDocument, DeclaredOperation[]>();

/** The operations that the platform serves. */
export function declaredOperations(document: ApiDocument): DeclaredOperation[] {
  const operations =
    described.get(document) ??
    operationsOf(document).map(({ id, method, template }) => ({
      document,
      operationId: id,
      method,
      template,
      responses: responsesOf(document, rawOperation(document, template, method)),
    }));
  described.set(document, operations);
  return operations;
}

function describeCallback(document: ApiDocument, template: string, method: string, raw: RawOperation): DeclaredCallback {
  const parameters = (raw.parameters ?? []).map((parameter) => dereference(document.openapi, parameter));
  return {
    document,
    operationId: raw.operationId,
    method: method.toUpperCase(),
    template,
    responses: responsesOf(document, raw),
    requestSchema: Object.values(raw.requestBody?.content ?? {})[0]?.schema ?? {},
    requiredHeaders: parameters.filter((parameter) => parameter.in === 'header' && parameter.required).map(({ name }) => name),
  };
}

/** The operations that the platform calls at its subscribers. */
export function declaredCallbacks(document: ApiDocument): DeclaredCallback[] {
  return operationsOf(document).flatMap(({ method, template }) =>
    Object.values(rawOperation(document, template, method).callbacks ?? {}).flatMap((byUrl) =>
      Object.entries(byUrl).flatMap(([url, byMethod]) =>
        Object.entries(byMethod).map(([name, raw]) => describeCallback(document, url, name, raw)),
      ),
    ),
  );
}

/** Under which key of `responses` a status is declared: itself, its class or `default`. */
export function declaredStatus(responses: Record<string, unknown>, status: number): string | undefined {
  return [String(status), `${Math.floor(status / 100)}XX`, 'default'].find((key) => key in responses);
}

/** Whether a path is that of a template below one of the document's base paths. */
export function isPathOf({ basePaths }: ApiDocument, template: string, path: string): boolean {
  const given = path.split('/');
  return basePaths.some((basePath) => {
    const expected = `${basePath}${template}`.split('/');
    return expected.length === given.length && expected.every((part, i) => (part.startsWith('{') ? given[i] !== '' : part === given[i]));
  });
}
