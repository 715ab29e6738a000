import type { Readable } from 'node:stream';
import type { Operations } from '../../../generated/operations.js';
import type { Caller } from '../auth/index.js';

type Parameters<O, In extends string> = O extends { parameters: { [K in In]?: infer P } } ? NonNullable<P> : Record<string, never>;
/** ZIP and tar files are too large to be read into memory: they are handed on as they come. */
type Body<O> = O extends { requestBody: { content: infer C } } ? (C extends { 'application/zip': unknown } | { 'application/x-tar': unknown } ? Readable : C[keyof C]) : undefined;

/** What a handler is given: a request that has passed every check of its document. */
export interface OperationRequest<D extends keyof Operations, O extends keyof Operations[D]> {
  path: Parameters<Operations[D][O], 'path'>;
  query: Parameters<Operations[D][O], 'query'>;
  body: Body<Operations[D][O]>;
  ifMatch: string | undefined;
  ifNoneMatch: string | undefined;
  range: string | undefined;
  ifRange: string | undefined;
  prefer: string | undefined;
  contentLength: string | undefined;
  /** Of those that the operation can send, the one that Accept prefers; undefined if it sends no content. */
  mediaType: string | undefined;
  caller: Caller;
}
