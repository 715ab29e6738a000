import { createSocket } from 'node:dgram';
import { isIPv6 } from 'node:net';
import type { UpstreamServer } from '../domain/upstream-client.js';
import { answers } from '../wire/upstream-query.js';

/**
 * Sends a query from a port of its own, which nobody can guess, and waits for the answer. The socket is connected, so that the
 * kernel lets nobody else answer and tells when there is nobody.
 */
export function exchangeByUdp({ address, port }: UpstreamServer, query: Buffer, signal: AbortSignal): Promise<Buffer> {
  return new Promise<Buffer>((resolve, reject) => {
    const socket = createSocket({ type: isIPv6(address) ? 'udp6' : 'udp4', signal });
    signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
    socket.once('connect', () => socket.send(query));
    socket.on('message', (message) => {
      if (!answers(message, query)) return;
      resolve(message);
      socket.close();
    });
    socket.on('error', (error) => {
      reject(error);
      socket.close();
    });
    socket.connect(port, address);
  });
}
