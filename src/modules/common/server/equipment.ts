import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { readJson, readYaml } from './body-parser.js';
import { answerClientError, answerConnect, answerExpectation } from './client-errors.js';
import { discardRest } from './discard-rest.js';
import { refuseEarly } from './early-refusals.js';
import { endConnectionsOnClose } from './end-connections.js';
import { RouteTable } from './route-table.js';
import { sendError } from './send-problem.js';
import { WebsocketAwareMessage } from './websocket-aware-message.js';

const MAX_HEADER_BYTES = 32 * 1024;
const MAX_PATH_SEGMENT = 16 * 1024;
const MAX_BODY_BYTES = 1024 * 1024;

/** For Node's server. */
export const HTTP_OPTIONS = { maxHeaderSize: MAX_HEADER_BYTES, requireHostHeader: false, IncomingMessage: WebsocketAwareMessage };

/** For Fastify. */
export const SERVER_OPTIONS = {
  routerOptions: { maxParamLength: MAX_PATH_SEGMENT, ignoreTrailingSlash: false },
  bodyLimit: MAX_BODY_BYTES,
  return503OnClosing: false,
  frameworkErrors: (error: Error, request: FastifyRequest, reply: FastifyReply) => void sendError(error, request, reply),
  clientErrorHandler: answerClientError,
};

/** Makes a server answer everything that goes wrong with a problem document. */
export function equip(server: FastifyInstance): void {
  const routes = new RouteTable();
  server.addHook('onRoute', (route) => routes.add(route.method, route.url));
  server.addHook('onRequest', (request, reply, done) => refuseEarly(request, reply, done));
  server.addHook('onResponse', (request, _reply, done) => discardRest(request, done));
  endConnectionsOnClose(server);
  server.removeAllContentTypeParsers();
  server.addContentTypeParser(['application/json', 'application/merge-patch+json'], { parseAs: 'buffer' }, readJson);
  server.addContentTypeParser('application/yaml', { parseAs: 'buffer' }, readYaml);
  server.addContentTypeParser(['application/zip', 'application/x-tar'], (_request, body, done) => done(null, body));
  server.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, _body, done) => done(null, undefined));
  server.setErrorHandler(sendError);
  server.setNotFoundHandler((request, reply) => sendError(routes.refusal(request), request, reply));
  server.server.on('checkExpectation', answerExpectation);
  server.server.on('connect', answerConnect);
}
