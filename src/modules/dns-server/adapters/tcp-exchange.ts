import { connect } from 'node:net';
import type { UpstreamServer } from '../domain/upstream-client.js';
import { framed, FrameReader } from '../wire/frames.js';
import { answers } from '../wire/upstream-query.js';

/** Sends a query over a connection of its own and waits for the answer. */
export function exchangeByTcp({ address, port }: UpstreamServer, query: Buffer, signal: AbortSignal): Promise<Buffer> {
  return new Promise<Buffer>((resolve, reject) => {
    const frames = new FrameReader();
    const socket = connect({ host: address, port, signal });
    socket.on('data', (chunk) => {
      const answer = frames.read(chunk).find((message) => answers(message, query));
      if (!answer) return;
      resolve(answer);
      socket.destroy();
    });
    socket.on('error', reject);
    socket.on('close', () => reject(new Error('The connection was closed before the answer.')));
    socket.write(framed(query));
  });
}
