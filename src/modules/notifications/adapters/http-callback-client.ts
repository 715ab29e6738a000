import { Injectable } from '@nestjs/common';
import { Agent, request } from 'undici';
import { Settings } from '../../../config/index.js';
import { log } from '../../common/log/index.js';
import { CallbackClient, type OutgoingNotification } from '../domain/callback-client.js';

const KEEP_ALIVE_MS = 30_000;
/** What a subscriber says beyond this is not read. */
const MOST_ANSWER_BYTES = 64 * 1024;

/** Failures by their codes, of Node and of undici. */
const FAILURES: Record<string, string> = {
  ECONNREFUSED: 'the connection was refused',
  ECONNRESET: 'the connection was broken off',
  EHOSTUNREACH: 'the host cannot be reached',
  ENETUNREACH: 'the host cannot be reached',
  ENOTFOUND: 'the host is not known',
  EAI_AGAIN: 'the host is not known',
  UND_ERR_BODY_TIMEOUT: 'there was no answer in time',
  UND_ERR_CONNECT_TIMEOUT: 'there was no connection in time',
  UND_ERR_HEADERS_TIMEOUT: 'there was no answer in time',
  UND_ERR_SOCKET: 'the connection was broken off',
};

function failureOf({ code, message, name }: NodeJS.ErrnoException): string {
  return FAILURES[code ?? ''] ?? (message || name);
}

/** Sends notifications over HTTP with connections that are kept; redirections are not followed. */
@Injectable()
export class HttpCallbackClient extends CallbackClient {
  private readonly agent: Agent;

  constructor({ notifyTimeoutMs: timeout }: Settings) {
    super();
    this.agent = new Agent({ connect: { timeout }, headersTimeout: timeout, bodyTimeout: timeout, keepAliveTimeout: KEEP_ALIVE_MS });
  }

  override async send(url: string, { notificationId, body }: OutgoingNotification): Promise<string | undefined> {
    try {
      const { statusCode, body: answer } = await request(url, {
        method: 'POST',
        dispatcher: this.agent,
        headers: { 'content-type': 'application/json', 'openmep-notification-id': notificationId },
        body: JSON.stringify(body),
      });
      // The status decides; the rest is only read so that the connection can be used again, and may fail.
      void answer.dump({ limit: MOST_ANSWER_BYTES }).catch(() => log.trace({ url }, 'The rest of an answer was not read.'));
      return statusCode >= 200 && statusCode < 300 ? undefined : `answered ${statusCode}`;
    } catch (error) {
      return failureOf(error as NodeJS.ErrnoException);
    }
  }

  override close(): Promise<void> {
    return this.agent.destroy();
  }
}
