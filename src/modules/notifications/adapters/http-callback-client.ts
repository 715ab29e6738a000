import { Injectable } from '@nestjs/common';
import { Agent, request } from 'undici';
import { Settings } from '../../../config/index.js';
import { connectionFailure } from '../../common/http/index.js';
import { log } from '../../common/log/index.js';
import { CallbackClient, type OutgoingNotification } from '../domain/callback-client.js';

const KEEP_ALIVE_MS = 30_000;
/** What a subscriber says beyond this is not read. */
const MOST_ANSWER_BYTES = 64 * 1024;

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
      return connectionFailure(error);
    }
  }

  override close(): Promise<void> {
    return this.agent.destroy();
  }
}
