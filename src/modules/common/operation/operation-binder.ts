import { Injectable } from '@nestjs/common';
import { DiscoveryService, MetadataScanner } from '@nestjs/core';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Authorizer, type Caller, type OperationName } from '../auth/index.js';
import { ApiDocuments } from './api-documents.js';
import { type Operation, routePath } from './operation.js';
import { OPERATION } from './operation.decorator.js';
import type { Reply } from './reply.js';
import { requestChecks } from './request-checks.js';

type Handler = (request: unknown) => Reply | Promise<Reply>;

declare module 'fastify' {
  interface FastifyRequest {
    caller: Caller;
  }
}

const key = ({ document, id }: OperationName) => `${document} ${id}`;

function send(reply: FastifyReply, { status, headers, body }: Reply): FastifyReply {
  return reply.code(status).headers(headers).send(body);
}

/** Binds the operations of the documents to the controllers' methods that name them. */
@Injectable()
export class OperationBinder {
  constructor(
    private readonly documents: ApiDocuments,
    private readonly discovery: DiscoveryService,
    private readonly scanner: MetadataScanner,
    private readonly authorizer: Authorizer,
  ) {}

  /** @throws Error if an operation has no handler, or a handler no operation */
  bind(server: FastifyInstance): void {
    const handlers = this.handlers();
    const operations = this.documents.operations();
    const declared = new Set(operations.map(({ document, id }) => key({ document: document.name, id })));
    const faults = [
      ...[...declared].filter((name) => !handlers.has(name)).map((name) => `Operation ${name} has no handler.`),
      ...[...handlers.keys()].filter((name) => !declared.has(name)).map((name) => `A handler names ${name}, which no document declares.`),
    ];
    if (faults.length) throw new Error(faults.join('\n'));
    server.decorateRequest('caller');
    for (const operation of operations) this.route(server, operation, handlers.get(key({ document: operation.document.name, id: operation.id }))!);
  }

  private handlers(): Map<string, Handler> {
    const found = new Map<string, Handler>();
    for (const { instance } of this.discovery.getControllers()) {
      const prototype = Object.getPrototypeOf(instance) as Record<string, Handler>;
      for (const method of this.scanner.getAllMethodNames(prototype)) {
        const name = Reflect.getMetadata(OPERATION, prototype[method]!) as OperationName | undefined;
        if (!name) continue;
        if (found.has(key(name))) throw new Error(`Operation ${key(name)} has two handlers.`);
        found.set(key(name), (request) => (instance as Record<string, Handler>)[method]!(request));
      }
    }
    return found;
  }

  private route(server: FastifyInstance, operation: Operation, handler: Handler): void {
    const checks = requestChecks(operation, this.documents.requestCompilers(operation.document), this.authorizer);
    const options = {
      method: operation.method,
      onRequest: (request: FastifyRequest, _reply: FastifyReply, done: () => void) => {
        request.caller = checks.beforeBody(request);
        done();
      },
      handler: (request: FastifyRequest, reply: FastifyReply) => {
        const { headers, caller } = request;
        const { path, query, body } = checks.parameters(request);
        const answer = handler({ path, query, body, ifMatch: headers['if-match'], ifNoneMatch: headers['if-none-match'], caller });
        // Most reads answer at once; a promise for them would be a turn of the event loop for nothing.
        return answer instanceof Promise ? answer.then((settled) => send(reply, settled)) : send(reply, answer);
      },
    };
    for (const basePath of operation.document.basePaths) server.route({ ...options, url: routePath(basePath, operation.template) });
  }
}
