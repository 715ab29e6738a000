import type { TargetBody, TargetOperation } from './malformed-operations.js';

/** A request that is, or may be, wrong. */
export interface MalformedRequest {
  /** What is wrong with it, for the report. */
  kind: string;
  method: string;
  bytes: Buffer;
  /** Nothing in it is right, so that no 2xx may come of it. */
  hopeless?: boolean;
  /** More is announced than is sent; the connection is half-closed then. */
  incomplete?: boolean;
  /** The server may close the connection without an answer, or before the client can read it. */
  mayBeCut?: boolean;
  /** By its schema the body has to be valid for a 2xx. */
  expected?: TargetBody | undefined;
  body?: Buffer;
}

interface Parts {
  method?: string;
  target: string;
  /** Lines of the header section beside those that frame the message. */
  headers?: string[];
  body?: Buffer;
  mediaType?: string;
}

/** The bytes of a request whose framing is right. */
export function framed({ method = 'GET', target, headers = [], body, mediaType = 'application/json' }: Parts): Buffer {
  const lines = [`${method} ${target} HTTP/1.1`, 'Host: mep', 'Connection: close', ...headers];
  if (body) lines.push(`Content-Type: ${mediaType}`, `Content-Length: ${body.length}`);
  return Buffer.concat([Buffer.from(`${lines.join('\r\n')}\r\n\r\n`, 'latin1'), body ?? Buffer.alloc(0)]);
}

/** What the generated requests aim at. */
export interface Targets {
  /** Where services are registered. */
  services: string;
  /** Every operation of every document. */
  operations: TargetOperation[];
  /** Of the resources that these aim at. */
  ids: string[];
}

/** Media types, names and values that mean something to JavaScript, to a database, or to nobody. */
export const ODD_TEXTS = [
  '', ' ', '\u0000', 'a\u0000b', '\ud800', '\udfff!', '\u202e', '\ufeff', '\uffff', '😀', "'; --", '%', '%00', '%zz', '$1', '?', '\\', '"', '*', '..', '../../x',
  '__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty', 'null', 'NaN', '-1', 'a'.repeat(3000), 'ä'.repeat(500),
] as const;
