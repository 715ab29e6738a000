import { SetMetadata } from '@nestjs/common';
import type { Operations } from '../../../generated/operations.js';

export const OPERATION = Symbol('operation');

export interface OperationName {
  document: string;
  id: string;
}

/** Makes a controller's method the handler of an operation; method, path, schemas and status come from the document. */
export const Operation = <D extends keyof Operations & string>(document: D, id: keyof Operations[D] & string) =>
  SetMetadata(OPERATION, { document, id } satisfies OperationName);
