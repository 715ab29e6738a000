import request, { type Response, type Test } from 'supertest';
import type { ApiDocument } from '../../src/modules/common/operation/index.js';
import { type Certificate, contentsOf } from './certificates.js';
import { type Exercise, recordExercise } from './coverage.js';
import { allDocuments, type DeclaredOperation, declaredOperations, declaredStatus, isPathOf } from './declared-operations.js';
import { type Answer, answerFaults } from './exchange-faults.js';
import type { TestPlatform } from './platform.js';

const METHODS = ['get', 'head', 'post', 'put', 'patch', 'delete', 'options'] as const;

type Method = (typeof METHODS)[number];

/** Sends requests as supertest does, and holds every answer against the OpenAPI documents. */
export type SpecAgent = Record<Method, (path: string) => Test>;

interface Options {
  documents?: ApiDocument[];
  record?: (exercise: Exercise) => void;
  /** Of the one who asks, where the server wants to see one. */
  certificate?: Certificate;
}

/**
 * What may come under `default`: the codes of the framework, and 400, since ETSI declares none for DELETE. Any other code that an
 * operation answers has to stand in its document.
 */
const UNDER_DEFAULT = new Set([400, 401, 403, 405, 406, 413, 414, 415, 422, 429, 500, 503]);

interface Exchange {
  method: Method;
  path: string;
  answer: Answer;
}

const asAnswer = ({ status, headers, text }: Response): Answer => ({ status, headers, text: text ?? '' });

function problemResponse(document: ApiDocument) {
  const response = declaredOperations(document)[0]?.responses['default'];
  if (!response) throw new Error(`${document.name} declares no default response.`);
  return response;
}

/** A path that no document declares gives 404, a method that its path does not take gives 405 with Allow (RFC 9110, 15.5.6). */
function unroutedFaults(documents: ApiDocument[], { path, answer }: Exchange, record: (exercise: Exercise) => void): string[] {
  const document = documents.find(({ basePaths }) => basePaths.some((basePath) => path.startsWith(`${basePath}/`)));
  if (!document) return ['the path lies below no document; use supertest itself'];
  const methods = declaredOperations(document).filter(({ template }) => isPathOf(document, template, path)).map(({ method }) => method);
  const faults = answerFaults(document, problemResponse(document), answer);
  if (methods.length === 0) return answer.status === 404 || answer.status === 400 ? faults : ['the document declares no such path', ...faults];
  const allowed = (answer.headers['allow'] ?? '').split(', ');
  const missing = methods.filter((name) => !allowed.includes(name));
  if (answer.status !== 405 || missing.length > 0) return [`the path takes ${methods.join()} only; Allow is "${allowed.join()}"`, ...faults];
  if (faults.length === 0) record({ document: document.name, operationId: '*', status: 'default:405' });
  return faults;
}

function declaredFaults(operation: DeclaredOperation, { method, answer }: Exchange, record: (exercise: Exercise) => void): string[] {
  const { document, operationId, responses } = operation;
  const key = declaredStatus(responses, answer.status);
  if (key === undefined || (key === 'default' && !UNDER_DEFAULT.has(answer.status))) return ['the status is not declared'];
  const faults = answerFaults(document, responses[key]!, answer, { toHead: method === 'head' });
  const status = key === 'default' ? `default:${answer.status}` : key;
  if (faults.length === 0 && method !== 'head') record({ document: document.name, operationId, status });
  return faults;
}

/** @throws Error that names the exchange and every fault of it */
function check(documents: ApiDocument[], exchange: Exchange, record: (exercise: Exercise) => void): void {
  const { method, path, answer } = exchange;
  const declaredMethod = method === 'head' ? 'GET' : method.toUpperCase();
  const operation = documents
    .flatMap(declaredOperations)
    .find((candidate) => candidate.method === declaredMethod && isPathOf(candidate.document, candidate.template, path));
  const faults = operation ? declaredFaults(operation, exchange, record) : unroutedFaults(documents, exchange, record);
  if (faults.length === 0) return;
  throw new Error([`${method.toUpperCase()} ${path} answered ${answer.status} against the document:`, ...faults, answer.text].join('\n  '));
}

export function specAgent(platform: Pick<TestPlatform, 'http'>, { documents = allDocuments(), record = recordExercise, certificate }: Options = {}): SpecAgent {
  const credentials = certificate && contentsOf(certificate);
  const shown = (test: Test) => (credentials ? test.ca(credentials.ca).cert(credentials.cert).key(credentials.key) : test);
  const send = (method: Method) => (target: string) =>
    shown(request(platform.http)[method](target)).expect((response) => {
      const path = target.split(/[?#]/, 1)[0]!;
      check(documents, { method, path, answer: asAnswer(response) }, record);
    });
  return Object.fromEntries(METHODS.map((method) => [method, send(method)])) as SpecAgent;
}
