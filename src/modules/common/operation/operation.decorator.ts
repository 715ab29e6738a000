import { SetMetadata } from '@nestjs/common';
import type { Operations } from '../../../generated/operations.js';
import type { OperationName } from '../auth/index.js';

export const OPERATION = Symbol('operation');
export const HANDSHAKE = Symbol('handshake');

/** Makes a controller's method the handler of an operation; method, path, schemas and status come from the document. */
export const Operation = <D extends keyof Operations>(document: D, id: keyof Operations[D] & string) =>
  SetMetadata(OPERATION, { document, id } satisfies OperationName);

/** The same for the websocket handshake of an operation that answers 101 to it. The method answers what happens on the connection. */
export const Handshake = <D extends keyof Operations>(document: D, id: keyof Operations[D] & string) =>
  SetMetadata(HANDSHAKE, { document, id } satisfies OperationName);
