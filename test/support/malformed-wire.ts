import { registration } from './process-registry.js';
import type { Random } from './process-random.js';
import type { MalformedRequest, Targets } from './malformed-request.js';

const REQUEST_LINES = [
  'get /health/live HTTP/1.1', 'GeT /health/live HTTP/1.1', 'BREW /health/live HTTP/1.1', 'GET  /health/live HTTP/1.1', 'GET /health/live  HTTP/1.1', 'GET /health/live HTTP/9.9',
  'GET /health/live HTTP/1.2', 'GET /health/live http/1.1', 'GET /health/live HTTPS/1.1', 'GET /health/live', 'GET', '', ' ', 'GET /health /live HTTP/1.1', 'GET /a\tb HTTP/1.1', 'GET /\x00 HTTP/1.1',
  'GET /\x7f HTTP/1.1', 'GET health/live HTTP/1.1', 'GET ? HTTP/1.1', 'GET * HTTP/1.1', 'OPTIONS * HTTP/1.1', 'PRI * HTTP/2.0', '\x16\x03\x01\x02\x00\x01\x00', 'SSH-2.0-x', '{}', '\xff\xfe', `${'M'.repeat(10_000)} / HTTP/1.1`, `GET /${'p'.repeat(40_000)} HTTP/1.1`,
];
const BAD_HEADERS = [
  'No colon', ': no name', 'Name : x', 'Na me: x', 'N\xe4me: x', 'X: a\x00b', 'X: a\x01b', 'X: a\rb', 'X: a\nY', '\tX: folded', 'X: a\r\n folded', `X: ${'v'.repeat(40_000)}`, `${'N'.repeat(40_000)}: v`, '(): x', 'X:', 'Host: second', 'Connection: \x7f',
];
const FRAMINGS = [
  ['Content-Length: 5', 'Content-Length: 6'], ['Content-Length: 5', 'Content-Length: 5'], ['Content-Length: -1'], ['Content-Length: +5'], ['Content-Length: 0x5'], ['Content-Length: 5, 5'], ['Content-Length: 99999999999999999999999'], ['Content-Length: a'], ['Content-Length: '],
  ['Transfer-Encoding: chunked', 'Content-Length: 5'], ['Transfer-Encoding: gzip'], ['Transfer-Encoding: chunked, gzip'], ['Transfer-Encoding: xchunked'], ['Transfer-Encoding: chunked', 'Transfer-Encoding: chunked'], ['Transfer-Encoding: identity'], ['Transfer-Encoding:\x0bchunked'],
];
const CHUNKS = ['zz\r\n', '-1\r\n', '0x5\r\n{}\r\n0\r\n\r\n', '5\r\n{"a"', '2\r\n{}', '2\r\n{}xx0\r\n\r\n', '2{}\r\n', 'ffffffffffffffff\r\n', '1;ext=\x00\r\n', `1;${'e'.repeat(20_000)}\r\n{\r\n`, '2\n{}\n0\n\n', '0\r\nX\x00: y\r\n\r\n', '\r\n', ' 2\r\n{}\r\n0\r\n\r\n'];
const EXPECTATIONS = ['100-continue', '200-ok', '', '100-continue, tea', 'x'.repeat(3000)];

const latin = (text: string) => Buffer.from(text, 'latin1');

function requestLine(random: Random): MalformedRequest {
  const line = random.pick(REQUEST_LINES);
  // Without an end of the header section the server may wait for more: nothing more comes.
  const bytes = latin(`${line}\r\nHost: mep\r\nConnection: close\r\n\r\n`);
  return { kind: `request line ${JSON.stringify(line.slice(0, 40))}`, method: 'GET', bytes, incomplete: true, mayBeCut: line.length > 20_000 };
}

function header(random: Random): MalformedRequest {
  const bad = random.pick(BAD_HEADERS);
  const bytes = latin(`GET /health/live HTTP/1.1\r\nHost: mep\r\nConnection: close\r\n${bad}\r\n\r\n`);
  return { kind: `header ${JSON.stringify(bad.slice(0, 40))}`, method: 'GET', bytes, mayBeCut: bad.length > 10_000 };
}

function missingHost(random: Random, { services }: Targets): MalformedRequest {
  const line = random.pick([`GET ${services} HTTP/1.1`, 'GET /health/live HTTP/1.1', 'OPTIONS / HTTP/1.1']);
  return { kind: 'no Host', method: line.split(' ')[0]!, bytes: latin(`${line}\r\nConnection: close\r\n\r\n`), hopeless: true };
}

function framing(random: Random, { services }: Targets): MalformedRequest {
  const lines = random.pick(FRAMINGS);
  const bytes = latin(`POST ${services} HTTP/1.1\r\nHost: mep\r\nConnection: close\r\nContent-Type: application/json\r\n${lines.join('\r\n')}\r\n\r\n{"a":1}`);
  return { kind: `framing ${lines.join(', ').slice(0, 60)}`, method: 'POST', bytes, incomplete: true, hopeless: true };
}

function chunking(random: Random, { services }: Targets): MalformedRequest {
  const chunks = random.pick(CHUNKS);
  const bytes = latin(`POST ${services} HTTP/1.1\r\nHost: mep\r\nConnection: close\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n${chunks}`);
  return { kind: `chunks ${JSON.stringify(chunks.slice(0, 40))}`, method: 'POST', bytes, incomplete: true, hopeless: true };
}

function expectation(random: Random, { services }: Targets): MalformedRequest {
  const expected = random.pick(EXPECTATIONS);
  const body = JSON.stringify(registration('expected')).slice(1);
  const bytes = latin(`POST ${services} HTTP/1.1\r\nHost: mep\r\nConnection: close\r\nExpect: ${expected}\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n${body}`);
  return { kind: `Expect: ${expected.slice(0, 40)}`, method: 'POST', bytes, hopeless: true };
}

function truncated(random: Random, { services }: Targets): MalformedRequest {
  const body = JSON.stringify(registration('truncated'));
  const whole = latin(`POST ${services} HTTP/1.1\r\nHost: mep\r\nConnection: close\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n${body}`);
  return { kind: 'truncated', method: 'POST', bytes: whole.subarray(0, 1 + random.below(whole.length - 1)), incomplete: true, hopeless: true };
}

function noise(random: Random): MalformedRequest {
  const bytes = Buffer.from(Array.from({ length: 1 + random.below(300) }, () => random.below(256)));
  return { kind: 'noise', method: 'GET', bytes, incomplete: true, hopeless: true, mayBeCut: true };
}

// Node hands CONNECT to nobody and closes the connection.
function tunnel(random: Random): MalformedRequest {
  const target = random.pick(['mep:80', '/', '*', '127.0.0.1:9']);
  return { kind: 'CONNECT', method: 'CONNECT', bytes: latin(`CONNECT ${target} HTTP/1.1\r\nHost: mep\r\n\r\n`), incomplete: true, hopeless: true, mayBeCut: true };
}

const WAYS = [requestLine, requestLine, header, header, missingHost, framing, framing, chunking, expectation, truncated, noise, tunnel];

/** A request that is wrong as HTTP. */
export const malformedWire = (random: Random, targets: Targets): MalformedRequest => random.pick(WAYS)(random, targets);
