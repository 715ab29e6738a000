import { spawn, spawnSync } from 'node:child_process';
import { chownSync, cpSync, mkdtempSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { postgresBinaries } from './postgres-binaries.js';

/** PostgreSQL refuses to run as root; nobody can. */
const NOBODY = 65534;
const START_TIMEOUT_MS = 30_000;
/** Nothing has to outlive the machine, and little has to be written twice. */
const SETTINGS = ['max_connections=200', 'fsync=off', 'full_page_writes=off', 'wal_level=minimal', 'max_wal_senders=0', 'max_wal_size=128MB', 'shared_buffers=64MB', 'autovacuum=off', 'jit=off'];

const freePort = () =>
  new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });

/** Folder of the programs, where the user who runs them can reach it. */
function programs(home, asRoot) {
  const { folder } = postgresBinaries();
  if (!asRoot) return folder;
  const copy = join(home, 'native');
  cpSync(folder, copy, { recursive: true, verbatimSymlinks: true });
  return copy;
}

async function untilReady(url) {
  for (const end = Date.now() + START_TIMEOUT_MS; ; await pause(50)) {
    const client = new pg.Client({ connectionString: url });
    try {
      await client.connect();
      return await client.end();
    } catch (error) {
      if (Date.now() > end) throw error;
    }
  }
}

/** Starts a PostgreSQL server of its own for this run; its files and its process go when the run ends. */
export default async function startPostgres() {
  const asRoot = process.getuid?.() === 0;
  const owner = asRoot ? { uid: NOBODY, gid: NOBODY } : {};
  const home = mkdtempSync(join(tmpdir(), 'openmep-postgres-'));
  const data = mkdtempSync(join(process.env.TEST_DATABASES, 'openmep-postgres-'));
  if (asRoot) for (const folder of [home, data]) chownSync(folder, NOBODY, NOBODY);
  const bin = join(programs(home, asRoot), 'bin');
  const initialised = spawnSync(join(bin, 'initdb'), ['-D', data, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--locale=C', '-N'], { ...owner, encoding: 'utf8' });
  if (initialised.status !== 0) throw new Error(`initdb failed: ${initialised.stderr || initialised.error}`);
  const port = await freePort();
  const options = ['-D', data, '-p', String(port), '-h', '127.0.0.1', '-k', home, ...SETTINGS.flatMap((setting) => ['-c', setting])];
  const server = spawn(join(bin, 'postgres'), options, { ...owner, stdio: 'ignore' });
  globalThis.openmepPostgres = { server, folders: [home, data] };
  process.env.TEST_POSTGRES_URL = `postgres://postgres@127.0.0.1:${port}`;
  await untilReady(`${process.env.TEST_POSTGRES_URL}/postgres`);
}
