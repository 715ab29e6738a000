// npm run container:check (as root, on Linux): builds the image of the Containerfile and runs it, alone and as compose.yaml says, in a Docker engine of its own.
import { containerToolsMissing } from '../test/support/container-tools.js';
import { DockerEngine } from '../test/support/containers/docker-engine.js';
import { BASE, BUILD_BASE, makeBase, makeBuildBase, makePostgres, POSTGRES } from './container/base-images.js';
import { expect, expectSoon, timed } from './container/checks.js';
import { Shell } from './container/docker.js';
import { PlatformAt } from './container/platform-at.js';
import { RegistryProxy } from './container/registry-proxy.js';

const IMAGE = 'check/openmep:1';
const NAME = 'openmep';
const PORT = 8080;
const STOP_MS = 5000;

async function build(engine: DockerEngine, shell: Shell): Promise<void> {
  const registry = new URL(await shell.run('npm', '--loglevel=error', 'config', 'get', 'registry'));
  await timed('base image', () => makeBase(engine));
  await timed('image to build with', () => makeBuildBase(engine, registry));
  const proxy = await RegistryProxy.in(engine, registry);
  const options = { BASE, BUILD_BASE, HTTPS_PROXY: proxy.url };
  const words = Object.entries(options).flatMap(([name, value]) => ['--build-arg', `${name}=${value}`]);
  try {
    await timed('image of the platform', () => shell.docker('build', '-q', '-f', 'Containerfile', '-t', IMAGE, ...words, '.'));
  } finally {
    proxy.close();
  }
  console.log(`size of the image: ${((await engine.client.getImage(IMAGE).inspect()).Size / 1e6).toFixed(0)} MB`);
}

const start = (shell: Shell) => shell.docker('run', '-d', '--name', NAME, '-p', `${PORT}:${PORT}`, '-v', 'data:/data', IMAGE);

async function stop(shell: Shell): Promise<void> {
  const began = Date.now();
  await shell.docker('stop', NAME);
  expect(Date.now() - began < STOP_MS, 'docker stop takes less than 5 s');
  expect((await shell.docker('inspect', '-f', '{{.State.ExitCode}}', NAME)) === '0', 'SIGTERM ends it with 0');
  await shell.docker('rm', NAME);
}

async function isConfined(shell: Shell): Promise<void> {
  const status = await shell.docker('exec', NAME, 'cat', '/proc/1/status');
  expect(/^Name:\tnode$/m.test(status) && /^Uid:\t10001\t10001\t10001\t10001$/m.test(status), 'its first process is node, and not of root');
  const packages = (await shell.docker('exec', NAME, 'ls', '/opt/openmep/node_modules')).split('\n');
  expect(!['esbuild', 'jest', 'tsx', 'typescript'].some((name) => packages.includes(name)), 'what it is built with is not in it');
}

async function alone(shell: Shell, platform: PlatformAt): Promise<void> {
  await start(shell);
  await platform.isReady();
  for (const path of ['/docs', '/openapi/mec011-service-management.yaml']) await platform.serves(path);
  await isConfined(shell);
  await platform.register();
  await expectSoon(async () => (await shell.docker('inspect', '-f', '{{.State.Health.Status}}', NAME)) === 'healthy', 'its health check says healthy');
  await stop(shell);
  await start(shell);
  await platform.isReady();
  await platform.remembers();
  await stop(shell);
}

async function composed(engine: DockerEngine, shell: Shell, platform: PlatformAt): Promise<void> {
  await timed('image of PostgreSQL', () => makePostgres(engine));
  const compose = (...words: string[]) => shell.run('docker-compose', '-f', 'compose.yaml', '-p', 'check', ...words);
  await compose('up', '-d');
  await platform.isReady();
  await platform.register();
  expect(!(await compose('exec', '-T', 'openmep', 'ls', '/data')).includes('sqlite'), 'the state is in PostgreSQL alone');
  await compose('down');
  await compose('up', '-d');
  await platform.isReady();
  await platform.remembers();
  await compose('down', '--volumes');
}

async function check(engine: DockerEngine): Promise<void> {
  const shell = new Shell({ DOCKER_HOST: engine.host, DOCKER_BUILDKIT: '0', OPENMEP_IMAGE: IMAGE, POSTGRES_IMAGE: POSTGRES });
  await build(engine, shell);
  const { port, relay } = await engine.portInto(PORT);
  const platform = new PlatformAt(`http://127.0.0.1:${port}`);
  try {
    await timed('alone', () => alone(shell, platform));
    await timed('with compose', () => composed(engine, shell, platform));
  } finally {
    relay.disconnect();
  }
}

const missing = containerToolsMissing();
if (missing !== undefined) throw new Error(missing);
const engine = await DockerEngine.create();
try {
  await check(engine);
} finally {
  await engine.remove();
}
