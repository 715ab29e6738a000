import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { createServer } from 'node:net';

const TRIES = 20;

async function isFreeForTcp(port: number): Promise<boolean> {
  const server = createServer().listen(port, '127.0.0.1');
  const free = await once(server, 'listening').then(
    () => true,
    () => false,
  );
  if (free) await new Promise((closed) => server.close(closed));
  return free;
}

/** A port of the loopback that is free for UDP and TCP. */
export async function freeDnsPort(): Promise<number> {
  for (let tries = 0; tries < TRIES; tries++) {
    const socket = createSocket('udp4').bind(0, '127.0.0.1');
    await once(socket, 'listening');
    const { port } = socket.address();
    await new Promise<void>((closed) => socket.close(closed));
    if (await isFreeForTcp(port)) return port;
  }
  throw new Error(`No port that is free for UDP and TCP in ${TRIES} tries.`);
}
