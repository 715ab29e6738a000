import type { IncomingHttpHeaders } from 'node:http';

/** Who sends a request, as far as it is known. */
export interface Caller {
  appInstanceId?: string;
}

/** An operation by its document and its operationId; its scopes will be found by these. */
export interface OperationName {
  document: string;
  id: string;
}

/**
 * Decides whether a request may use an operation: the one place where authorization stands.
 * Called before the body is read.
 */
export abstract class Authorizer {
  /** @throws Problem 401 or 403 */
  abstract authorize(operation: OperationName, headers: IncomingHttpHeaders): Caller;
}

/** Lets everyone in. */
export class OpenAuthorizer extends Authorizer {
  private static readonly anyone: Caller = {};

  override authorize(): Caller {
    return OpenAuthorizer.anyone;
  }
}
