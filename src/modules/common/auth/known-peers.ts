import type { Socket } from 'node:net';
import type { TLSSocket } from 'node:tls';
import { Injectable } from '@nestjs/common';
import { log } from '../log/index.js';
import { platformIdsIn } from '../mutual-tls/index.js';
import { Problem } from '../problem/index.js';
import type { Caller } from './caller.js';

/** Tells by its certificate which peer is at the other end of a connection. Who the peers are is told by the module that knows them. */
@Injectable()
export class KnownPeers {
  private isPeer: (platformId: string) => boolean = () => false;
  private readonly callers = new WeakMap<Socket, Caller>();

  /** Peers of this platform stay so as long as it runs. */
  are(isPeer: (platformId: string) => boolean): void {
    this.isPeer = isPeer;
  }

  /** @throws Problem 403 if there is no certificate, or one of nobody that is a peer */
  callerAt(connection: Socket): Caller {
    const known = this.callers.get(connection);
    if (known) return known;
    const certificate = 'getPeerX509Certificate' in connection ? (connection as TLSSocket).getPeerX509Certificate() : undefined;
    const peer = platformIdsIn(certificate?.subjectAltName).find((platformId) => this.isPeer(platformId));
    if (peer === undefined) {
      log.warn({ subjectAltName: certificate?.subjectAltName }, 'The certificate of somebody at Mp3 belongs to no peer of MEC_MP3_PEERS.');
      throw new Problem(403, 'The certificate belongs to no peer of this platform.');
    }
    const caller = { peer };
    this.callers.set(connection, caller);
    return caller;
  }
}
