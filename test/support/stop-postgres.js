import { once } from 'node:events';
import { rmSync } from 'node:fs';

export default async function stopPostgres() {
  const { server, folders } = globalThis.openmepPostgres;
  const ended = once(server, 'exit');
  server.kill('SIGINT');
  await ended;
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
}
