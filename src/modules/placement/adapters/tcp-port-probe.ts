import { once } from 'node:events';
import { connect } from 'node:net';
import { Injectable } from '@nestjs/common';
import { PortProbe } from '../domain/ports/port-probe.js';

/** Milliseconds that it has to take a connection. */
const PATIENCE_MS = 2000;

/** Connects, and closes the connection at once. */
@Injectable()
export class TcpPortProbe extends PortProbe {
  override async accepts(host: string, port: number, signal: AbortSignal): Promise<boolean> {
    signal.throwIfAborted();
    const socket = connect({ host, port });
    try {
      await once(socket, 'connect', { signal: AbortSignal.any([signal, AbortSignal.timeout(PATIENCE_MS)]) });
      return true;
    } catch {
      // Whatever keeps it from connecting, the application cannot be reached there yet.
      signal.throwIfAborted();
      return false;
    } finally {
      socket.on('error', () => undefined).destroy();
    }
  }
}
