import { Agent, request } from 'undici';
import { type Clock, pause } from '../../common/clock/index.js';
import { jsonIn, textUpTo } from '../../common/http/index.js';
import { withoutSlash } from '../../common/links/index.js';
import { ApiDocuments } from '../../common/operation/index.js';
import type { Transaction } from '../../common/unit-of-work/index.js';
import { GrantingService, GrantingUnavailable, type GrantDecision } from '../domain/granting-service.js';
import { reasonIn } from '../domain/rejection.js';
import type { AppD, Grant, GrantRequest } from '../domain/types.js';

/** Longest that one answer may take. */
const ANSWER_MS = 30_000;
const MOST_ANSWER_BYTES = 4 * 1024 * 1024;
/** Characters of its words that are told on. */
const MOST_WORDS = 1000;
/** Seconds between two questions, unless the service wants more; and the most that it may want. */
const USUAL_PAUSE_S = 1;
const LONGEST_PAUSE_S = 60;

interface Answer {
  status: number;
  location: string | undefined;
  retryAfter: string | undefined;
  body: unknown;
}

const unavailable = (what: string, cause?: unknown) => new GrantingUnavailable(`the granting service ${what}`, { cause });

/** What it says; a fault without words is told by its status. */
function wordsOf({ status, body }: Answer): string {
  const { detail } = (body ?? {}) as { detail?: unknown };
  const words = typeof detail === 'string' ? reasonIn(detail) : '';
  return words === '' ? `answered ${status}` : words.slice(0, MOST_WORDS);
}

/** Another granting service decides (MEC 010-2, 7.5): it answers at once, or it is asked until it has decided. */
export class RemoteGranting extends GrantingService {
  private readonly agent = new Agent({ headersTimeout: ANSWER_MS, bodyTimeout: ANSWER_MS });
  private readonly grantFaults: (value: unknown) => unknown[];

  /** @param url root of its API, such as http://127.0.0.1:8080/granting/v1 */
  constructor(
    private readonly url: string,
    documents: ApiDocuments,
    private readonly clock: Clock,
  ) {
    super();
    this.grantFaults = documents.faultFinder('mec010-2-granting', { $ref: '#/components/schemas/Grant' });
  }

  override async ask(grantRequest: GrantRequest, _appD: AppD, signal?: AbortSignal): Promise<GrantDecision> {
    const asked = new URL(`${withoutSlash(this.url)}/grants`);
    let answer = await this.exchange(asked, signal, JSON.stringify(grantRequest));
    const { location = '' } = answer;
    while (answer.status === 202) {
      if (location === '' || !URL.canParse(location, asked.href)) throw unavailable('has not said where its decision will be');
      const seconds = Math.min(Math.max(Number(answer.retryAfter) || 0, USUAL_PAUSE_S), LONGEST_PAUSE_S);
      await pause(this.clock, seconds * 1000, signal);
      answer = await this.exchange(new URL(location, asked), signal);
    }
    return this.decisionIn(answer);
  }

  /** The other service has heard of the termination when it was asked for a grant. */
  override async release(_transaction: Transaction, _appInstanceId: string): Promise<void> {}

  close(): Promise<void> {
    return this.agent.destroy();
  }

  private decisionIn(answer: Answer): GrantDecision {
    const { status, body } = answer;
    if (status === 429 || status >= 500) throw unavailable(`cannot decide: ${wordsOf(answer)}`);
    if (status >= 400) return { rejection: wordsOf(answer) };
    if (status !== 200 && status !== 201) throw unavailable(`answered ${status}`);
    if (this.grantFaults(body).length) throw unavailable('answered with something that is no grant');
    return { grant: body as Grant };
  }

  private async exchange(url: URL, signal: AbortSignal | undefined, body?: string): Promise<Answer> {
    try {
      const sent = body === undefined ? {} : { body, headers: { 'content-type': 'application/json' } };
      const { statusCode, headers, body: stream } = await request(url, { method: body === undefined ? 'GET' : 'POST', dispatcher: this.agent, ...(signal && { signal }), ...sent });
      const text = await textUpTo(MOST_ANSWER_BYTES, stream);
      if (text === undefined) throw unavailable(`answered with more than ${MOST_ANSWER_BYTES} bytes`);
      return { status: statusCode, location: first(headers['location']), retryAfter: first(headers['retry-after']), body: jsonIn(text) };
    } catch (error) {
      signal?.throwIfAborted();
      if (error instanceof GrantingUnavailable) throw error;
      throw unavailable(`does not answer: ${(error as Error).message || (error as NodeJS.ErrnoException).code}`, error);
    }
  }
}

const first = (value: string | string[] | undefined): string | undefined => [value].flat()[0];
