import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';

/** Below the ports that Linux gives to outgoing connections (ip_local_port_range), any of which can take one that was free a moment ago. */
const FIRST = 20_000;
const BEYOND = 32_000;
/** More than the workers of any run of tests. */
const WORKERS = 8;
const EACH = (BEYOND - FIRST) / WORKERS;
const TRIES = 100;

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
}

/**
 * Finds ports among those of one worker. It is a while until somebody listens at a port that was found: none is found again before all others, and
 * workers, which run side by side, have none in common.
 */
export function portsOf(worker: number): () => Promise<number> {
  const first = FIRST + (worker % WORKERS) * EACH;
  let next = randomInt(EACH);
  return async () => {
    for (let left = TRIES; left > 0; left--) {
      const port = first + (next++ % EACH);
      if (await isFree(port)) return port;
    }
    throw new Error(`None of ${TRIES} ports of the loopback is free.`);
  };
}

/** A port of the loopback that nobody listens on. */
export const freePort = portsOf(Number(process.env['JEST_WORKER_ID'] ?? 0));
