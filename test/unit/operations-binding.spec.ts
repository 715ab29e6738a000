import { Controller, type Type } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { Test } from '@nestjs/testing';
import Fastify, { type FastifyInstance } from 'fastify';
import { Authorizer, type Caller, type Listener, type OperationName } from '../../src/modules/common/auth/index.js';
import { ApiDocuments, HandlerTable, Handshake, noContent, ok, Operation, OperationBinder, type Reply, SchemaCompiler } from '../../src/modules/common/operation/index.js';
import { type ApiDocument, type OperationObject } from '../../src/modules/common/operation/api-document.js';
import { operationsOf } from '../../src/modules/common/operation/operation.js';
import { Problem } from '../../src/modules/common/problem/index.js';
import { Websockets } from '../../src/modules/common/websockets/index.js';

const NAME = 'mec011-service-management';

const operation = (operationId: string, further: Partial<OperationObject> = {}): OperationObject => ({ operationId, responses: { 200: {} }, ...further });

const DOCUMENT: ApiDocument = {
  name: NAME,
  openapi: {
    info: { title: 'Tiny', version: '1' },
    servers: [],
    paths: {
      '/services': {
        get: operation('ServicesGET', {
          parameters: [{ name: 'ser_name', in: 'query', schema: { type: 'array', items: { type: 'string' } } }],
        }),
      },
      '/services/{serviceId}': {
        get: operation('ServicesGETServiceid', { parameters: [{ name: 'serviceId', in: 'path', required: true, schema: { type: 'string' } }] }),
      },
    },
    components: {},
  },
  isOurOwn: false,
  basePaths: ['/tiny/v1', '/tiny/v2'],
  listener: 'main',
};

class TinyDocuments extends ApiDocuments {
  override readonly all = [DOCUMENT];

  override operations() {
    return operationsOf(DOCUMENT);
  }

  override requestCompilers() {
    return { firstFault: new SchemaCompiler(DOCUMENT, 'request'), everyFault: new SchemaCompiler(DOCUMENT, 'request', 'every-fault') };
  }
}

class Recorder extends Authorizer {
  readonly asked: OperationName[] = [];

  override authorize(name: OperationName): Caller {
    this.asked.push(name);
    return { appInstanceId: 'caller' };
  }
}

@Controller()
class ListController {
  readonly title = 'list';

  @Operation(NAME, 'ServicesGET')
  list(request: unknown): Reply {
    return ok({ json: JSON.stringify({ title: this.title, request }), etag: '"x"' });
  }

  notAnOperation(): string {
    return 'unbound';
  }
}

@Controller()
class ItemController {
  @Operation(NAME, 'ServicesGETServiceid')
  async item(): Promise<Reply> {
    return noContent();
  }
}

@Controller()
class SecondItemController {
  @Operation(NAME, 'ServicesGETServiceid')
  item(): Reply {
    throw new Problem(409, 'No.');
  }
}

@Controller()
class StrayController {
  @Operation(NAME, 'TransportsGET')
  transports(): Reply {
    return noContent();
  }
}

const authorizer = new Recorder();

/** What handlers and their checks have thrown. */
const thrown: unknown[] = [];

/** Binds what the controllers have to a server of its own. */
async function bind(...controllers: Type[]): Promise<FastifyInstance> {
  return (await bindBoth(...controllers)).main;
}

/** The same, with the server of the other listener. */
async function bindBoth(...controllers: Type[]): Promise<Record<Listener, FastifyInstance>> {
  const module = await Test.createTestingModule({
    imports: [DiscoveryModule],
    controllers,
    providers: [HandlerTable, OperationBinder, { provide: ApiDocuments, useClass: TinyDocuments }, { provide: Authorizer, useValue: authorizer }],
  }).compile();
  const server = Fastify();
  server.setErrorHandler((error, _request, reply) => {
    thrown.push(error);
    return reply.code(500).send();
  });
  const servers = { main: server, mp3: Fastify() };
  module.get(OperationBinder).bind(servers, new Websockets());
  return servers;
}

@Controller()
class HandshakeController {
  @Handshake(NAME, 'ServicesGET')
  follow(): () => void {
    return () => undefined;
  }
}

describe('the binding of operations to handlers', () => {
  it('succeeds when every operation has one handler', async () => {
    const server = await bind(ListController, ItemController);
    for (const basePath of DOCUMENT.basePaths) {
      expect(server.hasRoute({ method: 'GET', url: `${basePath}/services` })).toBe(true);
      expect(server.hasRoute({ method: 'GET', url: `${basePath}/services/:serviceId` })).toBe(true);
    }
  });

  it.each(['main', 'mp3'] as const)('puts the operations of a document on its listener and on no other: %s', async (listener) => {
    DOCUMENT.listener = listener;
    try {
      const { main, mp3 } = await bindBoth(ListController, ItemController);
      const isBound = (server: FastifyInstance) => server.hasRoute({ method: 'GET', url: '/tiny/v1/services' });
      expect({ main: isBound(main), mp3: isBound(mp3) }).toEqual({ main: listener === 'main', mp3: listener === 'mp3' });
    } finally {
      DOCUMENT.listener = 'main';
    }
  });

  it('is refused when an operation has no handler, and names them all', async () => {
    await expect(bind(ListController)).rejects.toThrow(`Operation ${NAME} ServicesGETServiceid has no handler.`);
    await expect(bind()).rejects.toThrow(`Operation ${NAME} ServicesGET has no handler.\nOperation ${NAME} ServicesGETServiceid has no handler.`);
  });

  it('is refused when a handler names no operation', async () => {
    await expect(bind(ListController, ItemController, StrayController)).rejects.toThrow(`A handler names ${NAME} TransportsGET, which no document declares.`);
  });

  it('is refused when a handler of handshakes names an operation that answers none, and the other way round', async () => {
    await expect(bind(ListController, ItemController, HandshakeController)).rejects.toThrow(`A handler of handshakes names ${NAME} ServicesGET, which no document declares.`);
    const { responses } = DOCUMENT.openapi.paths['/services']!['get']!;
    responses['101'] = {};
    try {
      await bind(ListController, ItemController, HandshakeController);
      await expect(bind(ListController, ItemController)).rejects.toThrow(`Operation ${NAME} ServicesGET has no handler of handshakes.`);
    } finally {
      delete responses['101'];
    }
  });

  it('is refused when two handlers name one operation', async () => {
    await expect(bind(ListController, ItemController, SecondItemController)).rejects.toThrow(`Operation ${NAME} ServicesGETServiceid has two handlers.`);
  });
});

describe('a bound operation', () => {
  it('gives its handler the checked request, on the controller that it belongs to', async () => {
    const server = await bind(ListController, ItemController);
    const answer = await server.inject({ url: '/tiny/v2/services?ser_name=a,b', headers: { 'if-match': '"m"', 'if-none-match': '"n"', range: 'bytes=1-', 'if-range': '"r"', prefer: 'respond-async' } });
    expect([answer.statusCode, answer.headers['etag'], answer.headers['content-type']]).toEqual([200, '"x"', 'application/json; charset=utf-8']);
    expect(answer.json()).toEqual({
      title: 'list',
      request: { path: {}, query: { ser_name: ['a', 'b'] }, ifMatch: '"m"', ifNoneMatch: '"n"', range: 'bytes=1-', ifRange: '"r"', prefer: 'respond-async', caller: { appInstanceId: 'caller' } },
    });
    expect(authorizer.asked.at(-1)).toEqual({ document: NAME, id: 'ServicesGET', listener: 'main' });
  });

  it('waits for a handler that takes its time', async () => {
    const answer = await (await bind(ListController, ItemController)).inject('/tiny/v1/services/1');
    expect([answer.statusCode, answer.body]).toEqual([204, '']);
  });

  it('passes on what its checks and its handler throw', async () => {
    const server = await bind(ListController, SecondItemController);
    await server.inject('/tiny/v1/services?unknown=1');
    await server.inject('/tiny/v1/services/1');
    expect(thrown).toEqual([expect.objectContaining({ status: 400 }), expect.objectContaining({ status: 409 })]);
  });
});
