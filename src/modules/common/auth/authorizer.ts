import type { FastifyRequest } from 'fastify';
import type { Operation } from '../operation/operation.js';

/** Who sends a request, as far as it is known. */
export interface Caller {
  appInstanceId?: string;
}

/**
 * Decides whether a request may use an operation: the one place where authorization stands.
 * Called before the body is read.
 */
export abstract class Authorizer {
  /** @throws Problem 401 or 403 */
  abstract authorize(operation: Operation, request: FastifyRequest): Caller;
}

/** Lets everyone in. */
export class OpenAuthorizer extends Authorizer {
  private static readonly anyone: Caller = {};

  override authorize(): Caller {
    return OpenAuthorizer.anyone;
  }
}
