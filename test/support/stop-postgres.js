import { once } from 'node:events';
import { rmSync } from 'node:fs';

export default async function stopPostgres() {
  const { server, home } = globalThis.openmepPostgres;
  const ended = once(server, 'exit');
  server.kill('SIGINT');
  await ended;
  rmSync(home, { recursive: true, force: true });
}
