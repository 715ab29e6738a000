// Installs the packed package where nothing else is, and starts it as a user does: npx openmep.
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { freePort } from '../bench/processes/free-port.js';
import { PACKAGE_ROOT } from '../src/config/index.js';

const START_MS = 60_000;

function expect(holds: boolean, what: string): void {
  if (!holds) throw new Error(`Not so: ${what}.`);
  console.log(`${what}: yes`);
}

const npm = (folder: string, ...words: string[]): string => execFileSync('npm', words, { cwd: folder, encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] });

async function ready(url: string, child: ChildProcess): Promise<void> {
  const deadline = Date.now() + START_MS;
  const answers = () => fetch(`${url}/health/ready`).then(({ ok }) => ok, () => false);
  while (!(await answers())) {
    if (child.exitCode !== null || Date.now() > deadline) throw new Error('openmep is not ready.');
    await setTimeout(50);
  }
}

async function serves(url: string, folder: string): Promise<void> {
  for (const path of ['/docs', '/docs/swagger-ui-bundle.js', '/docs/swagger-ui.css', '/openapi/mec011-service-management.yaml'])
    expect((await fetch(`${url}${path}`)).status === 200, `${path} is served`);
  expect((await (await fetch(`${url}/ran/v1/ues`)).text()).includes('"id"'), 'the scenario demo is found in the package');
  const body = JSON.stringify({ appName: 'packed', appInstanceId: 'packed', endpoint: { addresses: [{ host: '127.0.0.1', port: 9100 }] } });
  const { status } = await fetch(`${url}/mec_app_support/v2/registrations`, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
  expect(status === 201, 'an application is registered');
  expect(existsSync(join(folder, 'data', 'openmep.sqlite')), 'the state is in data/ of the current folder');
}

async function check(folder: string): Promise<void> {
  const [{ filename }] = JSON.parse(npm(PACKAGE_ROOT, 'pack', '--json', '--ignore-scripts', '--pack-destination', folder)) as [{ filename: string }];
  npm(folder, 'init', '-y');
  npm(folder, 'install', '--omit=dev', '--engine-strict', '--no-audit', '--no-fund', join(folder, filename));
  expect(npm(folder, 'exec', '--', 'openmep', '--version').trim() === process.env['npm_package_version'], 'npx openmep --version names the version');
  const port = await freePort();
  const environment = { ...process.env, PORT: String(port), MEC_SCENARIO: 'demo', MEC_LOG_LEVEL: 'warn' };
  // The file that npx runs: signals reach it without npm between.
  const child = spawn(join(folder, 'node_modules', '.bin', 'openmep'), { cwd: folder, env: environment, stdio: 'inherit' });
  try {
    await ready(`http://127.0.0.1:${port}`, child);
    await serves(`http://127.0.0.1:${port}`, folder);
    const exit = once(child, 'exit');
    child.kill('SIGTERM');
    expect((await exit)[0] === 0, 'SIGTERM ends it with 0');
  } finally {
    child.kill('SIGKILL');
  }
}

const folder = mkdtempSync(join(tmpdir(), 'openmep-packed-'));
try {
  await check(folder);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
