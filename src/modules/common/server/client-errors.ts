import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { Problem, PROBLEM_MEDIA_TYPE, toDocument } from '../problem/index.js';

interface ParserError extends Error {
  code?: string;
}

/** What Node's HTTP parser and timers refuse before there is a request. */
function problemOf({ code }: ParserError): Problem {
  if (code === 'HPE_HEADER_OVERFLOW') return new Problem(431, 'The header section is larger than the server reads (32 KiB).');
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT') return new Problem(408, 'The request was not complete in time.');
  return new Problem(400, `The request line, a header or the framing of the body is malformed.`);
}

/** Answers on the bare socket, since the request could not be read. */
export function answerClientError(error: ParserError, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable || socket.bytesWritten > 0) return void socket.destroy(error);
  refuseOnSocket(socket, problemOf(error));
}

/** The server is no proxy. */
export function answerConnect(_request: IncomingMessage, socket: Duplex): void {
  refuseOnSocket(socket, new Problem(405, 'The server takes no CONNECT.', { headers: { Allow: 'GET, HEAD, POST, PUT, PATCH, DELETE' } }));
}

/** Answers where there is no reply to answer with, and ends the connection. */
export function refuseOnSocket(socket: Duplex, problem: Problem): void {
  const body = JSON.stringify(toDocument(problem));
  const headers = { ...problem.headers, 'content-type': PROBLEM_MEDIA_TYPE, 'content-length': Buffer.byteLength(body), connection: 'close' };
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  socket.end(`HTTP/1.1 ${problem.status} ${problem.title}\r\n${lines.join('')}\r\n${body}`);
}

/** Answers an Expect header other than 100-continue (RFC 9110, 10.1.1). */
export function answerExpectation(_request: IncomingMessage, response: ServerResponse): void {
  const problem = new Problem(417, 'The only expectation that the server meets is 100-continue.');
  response.writeHead(problem.status, { 'content-type': PROBLEM_MEDIA_TYPE, connection: 'close' });
  response.end(JSON.stringify(toDocument(problem)));
}
