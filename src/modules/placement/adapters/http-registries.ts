import { Injectable } from '@nestjs/common';
import { request } from 'undici';
import { Clock, within } from '../../common/clock/index.js';
import { connectionFailure, jsonIn, textUpTo } from '../../common/http/index.js';
import { withoutSlash } from '../../common/links/index.js';
import { ApiDocuments } from '../../common/operation/index.js';
import { Problem } from '../../common/problem/index.js';
import { AppRegistries, AppRegistry, type CopyInfo, type RegisteredInfo } from '../domain/ports/app-registries.js';
import { PlatformUnreachable } from '../domain/ports/copy-registrations.js';

const DOCUMENT = 'mec011-app-support';
/** Milliseconds that a platform has for an answer. */
const ANSWER_MS = 5000;
const MOST_ANSWER_BYTES = 2 ** 20;
/** Characters of its words that are told on. */
const MOST_WORDS = 1000;
/** Codes upon which the same is asked again, beside all of the server's own faults. */
const AGAIN = [408, 425, 429];
/** Codes of what is not registered, or not any more. */
const NOT_THERE = [404, 410];

interface Answer {
  code: number;
  body: unknown;
}

interface Question {
  method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  id?: string;
  info?: CopyInfo;
}

const isDone = (code: number): boolean => code >= 200 && code < 300;

/** The registrations of another platform, over its mec_app_support (MEC 011, 7.2.13 and 7.2.14). */
class HttpRegistry extends AppRegistry {
  /** @param registrations URI of all of them */
  constructor(
    private readonly registrations: string,
    private readonly clock: Clock,
    private readonly faultsOf: (value: unknown) => unknown[],
  ) {
    super();
  }

  override async find(id: string): Promise<RegisteredInfo | undefined> {
    const { code, body } = await this.ask({ method: 'GET', id });
    if (NOT_THERE.includes(code)) return undefined;
    if (this.faultsOf(body).length > 0) throw this.unreachable('answered with something that is no AppInfo');
    return body as RegisteredInfo;
  }

  override async add(info: CopyInfo): Promise<void> {
    await this.ask({ method: 'POST', info });
  }

  override async replace(info: CopyInfo): Promise<boolean> {
    return isDone((await this.ask({ method: 'PUT', id: info.appInstanceId, info })).code);
  }

  override async remove(id: string): Promise<void> {
    await this.ask({ method: 'DELETE', id });
  }

  /** Of a registration that is named 404 and 410 are answers, too. */
  private async ask(question: Question): Promise<Answer> {
    const answer = await this.exchange(question);
    const { code, body } = answer;
    if (isDone(code) || (NOT_THERE.includes(code) && question.id !== undefined)) return answer;
    if (code < 400 || code >= 500 || AGAIN.includes(code)) throw this.unreachable(`answered ${code}`);
    throw new Problem(code, `The platform at ${this.registrations} refuses: ${wordsIn(body) ?? `it answered ${code}.`}`);
  }

  private async exchange({ method, id, info }: Question): Promise<Answer> {
    const url = id === undefined ? this.registrations : `${this.registrations}/${encodeURIComponent(id)}`;
    const sent = info && { body: JSON.stringify(info), headers: { 'content-type': 'application/json' } };
    try {
      return await within(this.clock, { milliseconds: ANSWER_MS, complaint: 'there was no answer in time' }, async (signal) => {
        const { statusCode, body } = await request(url, { method, signal, ...sent });
        const text = await textUpTo(MOST_ANSWER_BYTES, body);
        if (text === undefined) throw new Error(`the answer is longer than ${MOST_ANSWER_BYTES} bytes`);
        return { code: statusCode, body: jsonIn(text) };
      });
    } catch (error) {
      throw this.unreachable(`does not answer: ${connectionFailure(error)}`, error);
    }
  }

  private unreachable(what: string, cause?: unknown): PlatformUnreachable {
    return new PlatformUnreachable(`the platform at ${this.registrations} ${what}`, { cause });
  }
}

function wordsIn(body: unknown): string | undefined {
  const { detail } = (body ?? {}) as { detail?: unknown };
  return typeof detail === 'string' ? detail.slice(0, MOST_WORDS) : undefined;
}

@Injectable()
export class HttpRegistries extends AppRegistries {
  private readonly path: string;
  private readonly faultsOf: (value: unknown) => unknown[];

  constructor(
    private readonly clock: Clock,
    documents: ApiDocuments,
  ) {
    super();
    this.path = `${documents.get(DOCUMENT).basePaths[0]!}/registrations`;
    this.faultsOf = documents.faultFinder(DOCUMENT, { $ref: '#/components/schemas/AppInfo' });
  }

  override at(apiRoot: string): AppRegistry {
    return new HttpRegistry(`${withoutSlash(apiRoot)}${this.path}`, this.clock, this.faultsOf);
  }
}
