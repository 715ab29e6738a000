import { SetMetadata } from '@nestjs/common';
import type { Operations } from '../../../generated/operations.js';
import type { OperationName } from '../auth/index.js';

export const OPERATION = Symbol('operation');

/** Makes a controller's method the handler of an operation; method, path, schemas and status come from the document. */
export const Operation = <D extends keyof Operations>(document: D, id: keyof Operations[D] & string) =>
  SetMetadata(OPERATION, { document, id } satisfies OperationName);
