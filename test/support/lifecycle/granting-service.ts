import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import { cleanUp } from '../clean-up.js';

type Question = Record<'appInstanceId' | 'appLcmOpOccId' | '_links', unknown>;

/** Another granting service, which says what a test wants: it grants, rejects, cannot decide, decides later, or never answers. */
export class GrantingStandIn {
  answers: 'granted' | 'rejected' | 'unavailable' | 'later' | 'never' = 'granted';
  readonly asked: Question[] = [];
  /** How often somebody wanted to know what it has decided since. */
  polled = 0;
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

  private async question(request: IncomingMessage): Promise<Question> {
    const question = (await json(request)) as Question;
    this.asked.push(question);
    return question;
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const question = request.method === 'POST' ? await this.question(request) : this.asked.find(({ appLcmOpOccId }) => request.url!.endsWith(`/${String(appLcmOpOccId)}`))!;
    if (request.method === 'GET') this.polled += 1;
    const { appInstanceId, appLcmOpOccId, _links } = question;
    if (this.answers === 'never') return;
    if (this.answers === 'later') return void response.writeHead(202, { location: `/granting/v1/grants/${String(appLcmOpOccId)}`, 'retry-after': '1' }).end();
    const grant = { id: appLcmOpOccId, appInstanceId, appLcmOpOccId, _links };
    if (this.answers === 'granted') return void response.writeHead(request.method === 'POST' ? 201 : 200).end(JSON.stringify(grant));
    response.writeHead(this.answers === 'rejected' ? 403 : 503).end(JSON.stringify({ status: 403, detail: `the answer is ${this.answers}` }));
  }
}
