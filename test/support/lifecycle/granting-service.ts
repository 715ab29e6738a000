import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import { cleanUp } from '../clean-up.js';

type Question = Record<'appInstanceId' | 'appLcmOpOccId' | '_links', unknown>;

/** Another granting service, which says what a test wants: it grants, rejects, cannot decide, or never does. */
export class GrantingStandIn {
  answers: 'granted' | 'rejected' | 'unavailable' | 'never' = 'granted';
  readonly asked: Question[] = [];
  private readonly server = createServer((request, response) => void this.answer(request, response));

  static async start(): Promise<GrantingStandIn> {
    const service = new GrantingStandIn();
    await new Promise<void>((resolve) => service.server.listen(0, '127.0.0.1', resolve));
    cleanUp(() => void service.server.close());
    cleanUp(() => service.server.closeAllConnections());
    return service;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/granting/v1`;
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const question = (await json(request)) as Question;
    this.asked.push(question);
    const { appInstanceId, appLcmOpOccId, _links } = question;
    if (this.answers === 'never') return;
    if (this.answers === 'granted') return void response.writeHead(201).end(JSON.stringify({ id: 'one', appInstanceId, appLcmOpOccId, _links }));
    response.writeHead(this.answers === 'rejected' ? 403 : 503).end(JSON.stringify({ status: 403, detail: `the answer is ${this.answers}` }));
  }
}
