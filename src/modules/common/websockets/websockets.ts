import { once } from 'node:events';
import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { Injectable } from '@nestjs/common';
import { type WebSocket, WebSocketServer } from 'ws';
import { pathOf } from '../http/index.js';
import { log } from '../log/index.js';
import { invalid, notFound, type Problem, problemFrom, unavailable } from '../problem/index.js';
import { refuseOnSocket } from '../server/index.js';

/** What a client may send in one message. */
const MOST_MESSAGE_BYTES = 64 * 1024;

/** Milliseconds that the other side has to confirm the end of a connection; an option that @types/ws does not know yet. */
const ENDING = { closeTimeout: 2000 };

/** Milliseconds between two signs of life on a connection on which nothing else happens. */
const KEEP_ALIVE_MS = 30_000;

/** RFC 6455, 7.4.1. */
export const CloseCode = { normal: 1000, goingAway: 1001, policyViolation: 1008, tryAgainLater: 1013 } as const;

/** What happens on a connection once it is open. */
export type Accept = (socket: WebSocket) => void;

/** Throws a Problem to refuse. */
type Admit = (request: IncomingMessage) => Accept | Promise<Accept>;

interface Route {
  takes(path: string): boolean;
  /** The subprotocols that are spoken there, beside none. */
  subprotocols: readonly string[];
  admit: Admit;
}

const stopping = () => unavailable('The platform stops.');

/** Websockets (RFC 6455) on the server of the APIs. */
@Injectable()
export class Websockets {
  private readonly routes: Route[] = [];
  private closing = false;
  private readonly server = new WebSocketServer({
    noServer: true,
    maxPayload: MOST_MESSAGE_BYTES,
    ...ENDING,
    handleProtocols: (offered, request) => this.routeOf(pathOf(request))?.subprotocols.find((name) => offered.has(name)) ?? false,
  });

  constructor() {
    this.server.on('wsClientError', ({ message }, socket) => refuseOnSocket(socket, invalid(`The websocket handshake is malformed: ${message}.`)));
  }

  /** Takes connections below a path. `admit` gets the decoded segments after it, and throws a Problem to refuse. */
  route(basePath: string, subprotocols: readonly string[], admit: (segments: string[], query: URLSearchParams) => Accept): void {
    const start = `${basePath}/`;
    this.routes.push({
      takes: (path) => path.startsWith(start),
      subprotocols,
      admit: (request) => admit(pathOf(request).slice(start.length).split('/').map(decoded), new URLSearchParams(request.url?.split('?', 2)[1])),
    });
  }

  /** Takes connections at a path, without a subprotocol. */
  routeAt(path: string, admit: Admit): void {
    this.routes.push({ takes: (asked) => asked === path, subprotocols: [], admit });
  }

  /** Takes over all upgrades of a server; those that no route takes are refused. */
  serve(server: Server): void {
    server.on('upgrade', (request, socket, head) => void this.upgrade(request, socket, head));
  }

  /** Takes no further connections, tells those that are open, and waits a while for their ends. */
  async close(): Promise<void> {
    this.closing = true;
    const open = [...this.server.clients];
    for (const socket of open) socket.close(CloseCode.goingAway, 'The platform stops.');
    await Promise.all(open.filter(({ readyState, CLOSED }) => readyState !== CLOSED).map((socket) => once(socket, 'close')));
  }

  private async upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): Promise<void> {
    const onError = (error: Error) => log.debug({ err: error }, 'A client broke off its websocket handshake.');
    socket.on('error', onError);
    try {
      if (this.closing) throw stopping();
      const accept = await this.admit(request);
      if (this.closing) throw stopping();
      this.server.handleUpgrade(request, socket, head, (websocket) => {
        socket.off('error', onError);
        request.socket.setKeepAlive(true, KEEP_ALIVE_MS);
        websocket.on('error', (error) => log.debug({ err: error }, 'A websocket failed.'));
        accept(websocket);
      });
    } catch (error) {
      refuseOnSocket(socket, this.problemOf(error));
    }
  }

  private admit(request: IncomingMessage): Accept | Promise<Accept> {
    const path = pathOf(request);
    const route = this.routeOf(path);
    if (!route) throw notFound(`There is no websocket at ${path}.`);
    return route.admit(request);
  }

  private routeOf(path: string): Route | undefined {
    return this.routes.find((route) => route.takes(path));
  }

  private problemOf(error: unknown): Problem {
    const problem = problemFrom(error);
    if (problem.status >= 500 && !this.closing) log.error({ err: problem.cause ?? problem }, problem.detail);
    return problem;
  }
}

/** @throws Problem 400 if it holds a percent sign that starts no escape */
function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    throw invalid('The path holds a percent sign that does not start a valid escape.');
  }
}
