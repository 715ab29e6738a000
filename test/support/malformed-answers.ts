import { PACKAGE_ROOT } from '../../src/config/index.js';
import { ApiDocuments, type Validator } from '../../src/modules/common/operation/index.js';
import type { TargetBody } from './malformed-operations.js';
import type { MalformedRequest } from './malformed-request.js';
import type { RawAnswer } from './process-raw.js';

/** What belongs inside the server and never into an answer. */
const INTERNAL = [/node_modules/, /\.(js|ts):\d/, /\n\s+at /, /FST_/, /QueryFailedError/, /typeorm/i, /SQLITE_/, /\b(SELECT|INSERT INTO|UPDATE|DELETE FROM)\s+"?\w/, /\/(home|root|usr|tmp|var)\//, /\bE(CONN|PIPE|NOENT)/, /pg_|relation "/];

interface ProblemDetails {
  status?: unknown;
  detail?: unknown;
}

function faultsOfProblem({ status, headers = {}, body = '' }: RawAnswer): string[] {
  if (headers['content-type'] !== 'application/problem+json') return [`is answered as ${headers['content-type']}`];
  let problem: ProblemDetails;
  try {
    problem = JSON.parse(body) as ProblemDetails;
  } catch {
    return ['is answered with something that is no JSON'];
  }
  const faults = problem.status === status ? [] : [`is answered ${status} with a problem of status ${String(problem.status)}`];
  if (typeof problem.detail !== 'string' || problem.detail.trim() === '') faults.push('is answered without detail');
  if (body.includes(PACKAGE_ROOT)) faults.push('is told where the server is installed');
  return [...faults, ...INTERNAL.filter((pattern) => pattern.test(body)).map((pattern) => `is told something internal (${String(pattern)})`)];
}

/** Judges answers to requests that may be wrong. */
export class AnswerJudge {
  readonly counts = new Map<string, number>();
  private readonly documents = new ApiDocuments();

  /** What is wrong with an answer; nothing if it is as it must be. */
  judge(request: MalformedRequest, answer: RawAnswer): string[] {
    const { status } = answer;
    this.count(status === undefined ? 'closed' : String(status));
    if (answer.refused) return ['found no server'];
    if (answer.silent) return ['got no answer'];
    if (status === undefined) return request.mayBeCut ? [] : ['was cut off without an answer'];
    if (status >= 500) return [`is answered ${status}`];
    if (status < 300) return this.mayBeValid(request) ? [] : [`is answered ${status} though it is wrong`];
    return status < 400 || request.method === 'HEAD' ? [] : faultsOfProblem(answer);
  }

  get table(): string {
    return [...this.counts].sort(([one], [other]) => one.localeCompare(other)).map(([status, count]) => `${status.padStart(8)} ${count}`).join('\n');
  }

  private count(what: string): void {
    this.counts.set(what, (this.counts.get(what) ?? 0) + 1);
  }

  private mayBeValid({ hopeless, expected, body }: MalformedRequest): boolean {
    if (hopeless) return false;
    if (!expected || !body) return true;
    try {
      return this.validator(expected)(JSON.parse(body.toString('utf8')));
    } catch {
      return false;
    }
  }

  private validator({ document, schema }: TargetBody): Validator {
    return this.documents.requestCompilers(this.documents.get(document)).firstFault.compile(schema);
  }
}
