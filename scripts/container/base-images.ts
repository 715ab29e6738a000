import { copyFileSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { DockerEngine } from '../../test/support/containers/docker-engine.js';
import { postgresBinaries } from '../../test/support/postgres-binaries.js';
import { Shell } from './docker.js';

export const BASE = 'check/base:1';
export const BUILD_BASE = 'check/build-base:1';
export const POSTGRES = 'check/postgres:1';

const CERTIFICATES = '/etc/ssl/certs/ca-certificates.crt';
const ADDON = join('build', 'Release', 'better_sqlite3.node');

const shell = new Shell();
const { resolve } = createRequire(import.meta.url);

/** Where this machine's own packages come from, as apt knows it. */
async function distribution(): Promise<{ codename: string; uri: string }> {
  const codename = /^VERSION_CODENAME=(.+)$/m.exec(readFileSync('/etc/os-release', 'utf8'))?.[1];
  const targets = await shell.run('apt-get', 'indextargets', '--format', '$(CODENAME) $(REPO_URI)', 'Created-By: Packages', 'Component: main');
  const uri = targets.split('\n').map((line) => line.split(' ')).find(([name]) => name === codename)?.[1];
  if (codename === undefined || uri === undefined) throw new Error('apt names no source of this machine\'s release: has apt-get update run?');
  return { codename, uri };
}

/** As the image that the Containerfile names: Debian's smallest system with Node.js, here that of this machine. */
export async function makeBase(engine: DockerEngine): Promise<void> {
  const root = join(engine.folder, 'base');
  const { codename, uri } = await distribution();
  await shell.run('debootstrap', '--variant=minbase', '--include=libstdc++6', codename, root, uri);
  for (const folder of ['cache/apt', 'lib/apt/lists']) rmSync(join(root, 'var', folder), { recursive: true });
  copyFileSync(process.execPath, join(root, 'usr', 'local', 'bin', 'node'));
  await engine.build(root, BASE, ['node']);
  rmSync(root, { recursive: true });
}

/** Builds an image of a folder that has a Dockerfile. */
async function imageOf(engine: DockerEngine, tag: string, folder: string, instructions: readonly string[]): Promise<void> {
  writeFileSync(join(folder, 'Dockerfile'), [`FROM ${BASE}`, ...instructions, ''].join('\n'));
  await new Shell({ DOCKER_HOST: engine.host, DOCKER_BUILDKIT: '0' }).docker('build', '-q', '-t', tag, folder);
  rmSync(folder, { recursive: true });
}

/** The compiled addon as prebuild-install looks for it, so that it isn't compiled once more, or fetched from where this machine may not reach. */
async function packAddon(folder: string): Promise<void> {
  const addon = join(resolve('better-sqlite3/package.json'), '..');
  const { version } = JSON.parse(readFileSync(join(addon, 'package.json'), 'utf8')) as { version: string };
  const name = `better-sqlite3-v${version}-node-v${process.versions.modules}-${process.platform}-${process.arch}.tar.gz`;
  mkdirSync(folder);
  await shell.run('tar', '-C', addon, '-czf', join(folder, name), ADDON);
}

/** The base with the npm of this machine, its certificates, its registry, and the addon that it has compiled. */
export async function makeBuildBase(engine: DockerEngine, registry: URL): Promise<void> {
  const folder = mkdtempSync(join(engine.folder, 'build-base-'));
  const local = join(folder, 'local');
  mkdirSync(join(local, 'etc'), { recursive: true });
  mkdirSync(join(local, 'bin'));
  cpSync(join(await shell.run('npm', '--loglevel=error', 'root', '--global'), 'npm'), join(local, 'lib', 'node_modules', 'npm'), { recursive: true });
  symlinkSync('../lib/node_modules/npm/bin/npm-cli.js', join(local, 'bin', 'npm'));
  copyFileSync(CERTIFICATES, join(local, 'etc', 'certificates.crt'));
  writeFileSync(join(local, 'etc', 'npmrc'), `registry=${registry.href}\ncafile=/usr/local/etc/certificates.crt\n`);
  await packAddon(join(local, 'prebuilds'));
  await imageOf(engine, BUILD_BASE, folder, ['COPY local /usr/local', 'ENV npm_config_better_sqlite3_local_prebuilds=/usr/local/prebuilds']);
}

/** Does what compose.yaml asks of the official image. */
const POSTGRES_START = `#!/bin/sh
set -e
if [ ! -s "$PGDATA/PG_VERSION" ]; then
  printf %s "$POSTGRES_PASSWORD" > /tmp/password
  initdb -D "$PGDATA" -U "$POSTGRES_USER" --pwfile=/tmp/password --auth=scram-sha-256 --encoding=UTF8 --locale=C
  echo "CREATE DATABASE $POSTGRES_DB" | postgres --single -D "$PGDATA" postgres
  echo 'host all all all scram-sha-256' >> "$PGDATA/pg_hba.conf"
fi
exec postgres -D "$PGDATA" -c listen_addresses='*' -c unix_socket_directories=/tmp
`;

/** The tests' PostgreSQL comes without this tool. Says whether somebody accepts connections. */
const POSTGRES_ACCEPTS = `#!/bin/bash
exec 3<>/dev/tcp/127.0.0.1/5432
`;

/** Stands in for the official image: the PostgreSQL of the tests, started with the variables of that image. */
export async function makePostgres(engine: DockerEngine): Promise<void> {
  const folder = mkdtempSync(join(engine.folder, 'postgres-'));
  const { folder: native, reason } = postgresBinaries();
  if (native === undefined) throw new Error(reason);
  cpSync(native, join(folder, 'postgres'), { recursive: true, verbatimSymlinks: true });
  writeFileSync(join(folder, 'postgres', 'bin', 'start'), POSTGRES_START, { mode: 0o755 });
  writeFileSync(join(folder, 'postgres', 'bin', 'pg_isready'), POSTGRES_ACCEPTS, { mode: 0o755 });
  await imageOf(engine, POSTGRES, folder, [
    'COPY postgres /opt/postgres',
    'ENV PATH=/opt/postgres/bin:/usr/bin:/bin',
    'RUN mkdir /var/lib/postgresql && chown nobody /var/lib/postgresql',
    'USER nobody',
    'STOPSIGNAL SIGINT',
    'CMD ["start"]',
  ]);
}
