import type { IncomingHttpHeaders } from 'node:http';
import type { Socket } from 'node:net';
import { Injectable } from '@nestjs/common';
import type { Caller, Listener, OperationName } from './caller.js';
import { KnownPeers } from './known-peers.js';

/**
 * Decides whether a request may use an operation: the one place where authorization stands.
 * Called before the body is read.
 */
export abstract class Authorizer {
  /** @throws Problem 401 or 403 */
  abstract authorize(operation: OperationName & { listener: Listener }, headers: IncomingHttpHeaders, connection: Socket): Caller;
}

/** Lets everyone use what is served to everyone, and the known peers what is served to peers. */
@Injectable()
export class ListenerAuthorizer extends Authorizer {
  private static readonly anyone: Caller = {};

  constructor(private readonly peers: KnownPeers) {
    super();
  }

  override authorize({ listener }: { listener: Listener }, _headers: IncomingHttpHeaders, connection: Socket): Caller {
    return listener === 'mp3' ? this.peers.callerAt(connection) : ListenerAuthorizer.anyone;
  }
}
