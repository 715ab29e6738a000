import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Platform } from '../../bench/processes/platform.js';
import { PACKAGE_ROOT } from '../../src/config/index.js';
import type { Language } from './language.js';
import { run } from './run.js';

const SERVER = join(PACKAGE_ROOT, 'dist', 'main.js');

/** What an example says when it has done it, in this order. */
const STEPS = ['registered', 'discovered', 'subscribed', 'notified'];

/** It takes about a second, and waits 30 seconds for its notification. */
const MOST_MS = 60_000;

/** Lists of a platform that an example leaves as it has found them. */
const LISTS = ['/mec_service_mgmt/v1/services', '/mm5/v1/app_instances'];

/** Has a platform run meanwhile, as users start it. */
export async function withPlatform<T>(use: (url: string) => Promise<T>): Promise<T> {
  if (!existsSync(SERVER)) throw new Error('The platform is not built: npm run build.');
  const folder = mkdtempSync(join(tmpdir(), 'openmep-sdk-'));
  try {
    const platform = await Platform.start({ main: SERVER }, { databaseFile: join(folder, 'platform.sqlite'), settings: { MEC_LOG_LEVEL: 'error' } });
    try {
      return await use(platform.url);
    } finally {
      await platform.stop();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** Runs the example of a language against a platform. What is wrong, in words. */
export async function runExample(language: Language, sdkFolder: string, url: string): Promise<string[]> {
  const { command, args, folder, environment = {} } = language.example(sdkFolder);
  const before = await listsOf(url);
  const { ok, output } = await run(command, [...args, url], folder, { environment, mostMs: MOST_MS });
  const said = output.split('\n').map((line) => line.split(' ')[0]).filter((word) => STEPS.includes(word ?? ''));
  const after = await listsOf(url);
  const faults = [
    ...(ok ? [] : ['It has failed.']),
    ...(said.join() === STEPS.join() ? [] : [`It has ${said.join(', ') || 'done nothing'}.`]),
    ...(after === before ? [] : [`It has not cleaned up: ${after}`]),
  ];
  return faults.length === 0 ? [] : [...faults, ...output.trimEnd().split('\n')];
}

async function listsOf(url: string): Promise<string> {
  const answers = await Promise.all(LISTS.map((path) => fetch(`${url}${path}`)));
  return (await Promise.all(answers.map((answer) => answer.text()))).join('\n');
}
