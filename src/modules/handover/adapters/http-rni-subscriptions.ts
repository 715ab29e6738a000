import { Injectable } from '@nestjs/common';
import { request } from 'undici';
import { connectionFailure } from '../../common/http/index.js';
import { Clock, within } from '../../common/clock/index.js';
import { ApiDocuments } from '../../common/operation/index.js';
import { OwnServer } from '../../common/server/index.js';
import { RniSubscriptions, type WantedSubscription } from '../domain/ports/rni-subscriptions.js';

/** Milliseconds for an answer. */
const ANSWER_MS = 5000;

interface Answer {
  code: number;
  location: string;
  text: string;
}

/** Speaks to this platform's own RNIS over HTTP. */
@Injectable()
export class HttpRniSubscriptions extends RniSubscriptions {
  private readonly path: string;

  constructor(
    private readonly server: OwnServer,
    private readonly clock: Clock,
    documents: ApiDocuments,
  ) {
    super();
    this.path = `${documents.get('mec012-rni').basePaths[0]}/subscriptions`;
  }

  override async write(id: string | undefined, wanted: WantedSubscription, path: string): Promise<string> {
    const body = { ...wanted, callbackReference: `${this.server.address}${path}` };
    if (id !== undefined) {
      const { code, text } = await this.exchange('PUT', id, body);
      if (code === 200) return id;
      if (code !== 404) throw new Error(`The RNIS answered ${code} to a subscription: ${text}`);
    }
    const { code, location, text } = await this.exchange('POST', undefined, body);
    if (code !== 201) throw new Error(`The RNIS answered ${code} to a subscription: ${text}`);
    return decodeURIComponent(new URL(location, this.server.address).pathname.split('/').at(-1)!);
  }

  override async remove(id: string): Promise<void> {
    const { code } = await this.exchange('DELETE', id);
    if (code !== 204 && code !== 404) throw new Error(`The RNIS answered ${code} to the end of a subscription.`);
  }

  private async exchange(method: 'POST' | 'PUT' | 'DELETE', id?: string, content?: object): Promise<Answer> {
    const url = `${this.server.address}${this.path}${id === undefined ? '' : `/${encodeURIComponent(id)}`}`;
    const sent = content && { body: JSON.stringify(content), headers: { 'content-type': 'application/json' } };
    try {
      return await within(this.clock, { milliseconds: ANSWER_MS, complaint: 'there was no answer in time' }, async (signal) => {
        const { statusCode, headers, body } = await request(url, { method, signal, ...sent });
        return { code: statusCode, location: String(headers['location'] ?? ''), text: await body.text() };
      });
    } catch (error) {
      throw new Error(`The RNIS does not answer: ${connectionFailure(error)}`, { cause: error });
    }
  }
}
