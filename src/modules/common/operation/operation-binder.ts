import type { IncomingMessage } from 'node:http';
import { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Authorizer, type Caller, type Listener } from '../auth/index.js';
import type { Accept, Websockets } from '../websockets/index.js';
import { ApiDocuments } from './api-documents.js';
import { disagreements, HandlerTable, keyOf } from './handler-table.js';
import { type Operation, routePath } from './operation.js';
import { HANDSHAKE, OPERATION } from './operation.decorator.js';
import type { Reply } from './reply.js';
import { type CheckedRequest, type RequestChecks, requestChecks } from './request-checks.js';

type Handler = (request: unknown) => Reply | Promise<Reply>;
type HandshakeHandler = (request: unknown) => Accept | Promise<Accept>;

declare module 'fastify' {
  interface FastifyRequest {
    caller: Caller;
  }
}

const nameOf = ({ document, id }: Operation) => keyOf({ document: document.name, id });

function send(reply: FastifyReply, { status, headers, body }: Reply): FastifyReply {
  reply.code(status).headers(headers);
  if (!(body instanceof Readable) || reply.request.method !== 'HEAD') return reply.send(body);
  // Fastify would read all of it only to throw it away.
  body.destroy();
  return reply.send(Readable.from([]));
}

/** What a handler is given, after the checks of path, query and body. */
function requestFor(checks: RequestChecks, request: CheckedRequest, caller: Caller): object {
  const { headers } = request;
  const { path, query, body } = checks.parameters(request);
  return {
    path,
    query,
    body,
    ifMatch: headers['if-match'],
    ifNoneMatch: headers['if-none-match'],
    range: headers['range'],
    ifRange: headers['if-range'],
    prefer: headers['prefer'],
    contentLength: headers['content-length'],
    mediaType: checks.mediaType(request),
    caller,
  };
}

/** Binds the operations of the documents to the controllers' methods that name them. */
@Injectable()
export class OperationBinder {
  constructor(
    private readonly documents: ApiDocuments,
    private readonly table: HandlerTable,
    private readonly authorizer: Authorizer,
  ) {}

  /** Each document on its listener; websockets are on the main one. @throws Error if an operation has no handler, or a handler no operation */
  bind(servers: Record<Listener, FastifyInstance>, websockets: Websockets): void {
    const operations = this.documents.operations();
    const handlers = this.table.handlers<Handler>(OPERATION);
    const handshakes = this.table.handlers<HandshakeHandler>(HANDSHAKE);
    const takingHandshakes = operations.filter(({ takesHandshakes }) => takesHandshakes);
    const faults = [...disagreements(operations.map(nameOf), handlers, 'handler'), ...disagreements(takingHandshakes.map(nameOf), handshakes, 'handler of handshakes')];
    if (faults.length) throw new Error(faults.join('\n'));
    for (const server of Object.values(servers)) server.decorateRequest('caller');
    for (const operation of operations) {
      const checks = requestChecks(operation, this.documents.requestCompilers(operation.document), this.authorizer);
      this.route(servers[operation.document.listener], operation, checks, handlers.get(nameOf(operation))!);
      if (operation.takesHandshakes) this.routeHandshakes(websockets, operation, checks, handshakes.get(nameOf(operation))!);
    }
  }

  private route(server: FastifyInstance, { document, method, template }: Operation, checks: RequestChecks, handler: Handler): void {
    const options = {
      method,
      onRequest: (request: FastifyRequest, _reply: FastifyReply, done: () => void) => {
        request.caller = checks.beforeBody(request);
        done();
      },
      handler: (request: FastifyRequest, reply: FastifyReply) => {
        const answer = handler(requestFor(checks, request, request.caller));
        // Most reads answer at once; a promise for them would be a turn of the event loop for nothing.
        return answer instanceof Promise ? answer.then((settled) => send(reply, settled)) : send(reply, answer);
      },
    };
    for (const basePath of document.basePaths) server.route({ ...options, url: routePath(basePath, template) });
  }

  /** A handshake passes the same checks as a request. */
  private routeHandshakes(websockets: Websockets, { document, template }: Operation, checks: RequestChecks, handler: HandshakeHandler): void {
    if (template.includes('{')) throw new Error(`The path ${template} of a websocket has parameters, which no handshake can fill yet.`);
    const admit = (raw: IncomingMessage) => {
      const request = { headers: raw.headers, params: {}, raw };
      return handler(requestFor(checks, request, checks.beforeBody(request)));
    };
    for (const basePath of document.basePaths) websockets.routeAt(`${basePath}${template}`, admit);
  }
}
