import { execFileSync } from 'node:child_process';
import { CountingProxy, type ProxyOrder } from './counting-proxy.js';
import { LeastHandover } from './least-handover.js';
import { Platform, type PlatformBuild } from './platform.js';
import { answerQuestions } from './questions.js';
import { rulesInKernel } from './ue-rule.js';

export type HandoverSiteOrder =
  | { kind: 'join'; device: string; address: string }
  | { kind: 'proxy'; order: ProxyOrder }
  /** Answers the port of the platform. */
  | { kind: 'start'; build: PlatformBuild; databaseFile: string; seedFile: string; settings: Record<string, string> }
  /** Answers when it was sent, in milliseconds since 1970. */
  | { kind: 'post'; path: string; body: unknown }
  | { kind: 'get'; path: string }
  | { kind: 'rules-in-kernel' }
  | { kind: 'passed' }
  /** Answers for each of these UEs the milliseconds that its handover takes at least. */
  | { kind: 'least'; ues: readonly number[] }
  | { kind: 'end' };

let platform: Platform | undefined;
let proxy: CountingProxy | undefined;
let least: LeastHandover | undefined;

function join({ device, address }: { device: string; address: string }): void {
  for (const words of [['link', 'set', 'lo', 'up'], ['addr', 'add', `${address}/30`, 'dev', device], ['link', 'set', device, 'up']]) execFileSync('ip', words);
}

async function start({ build, ...options }: Extract<HandoverSiteOrder, { kind: 'start' }>): Promise<number> {
  platform = await Platform.start(build, options);
  return Number(new URL(platform.url).port);
}

/** The platform's clock tells whole milliseconds, so it begins with one. */
function nextMillisecond(): number {
  const now = Date.now();
  while (Date.now() === now);
  return Date.now();
}

async function post(path: string, body: unknown): Promise<number> {
  const content = JSON.stringify(body);
  const sentAt = nextMillisecond();
  const answer = await fetch(`${platform!.url}${path}`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: content });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`POST ${path} is answered ${answer.status}: ${text.slice(0, 200)}`);
  return sentAt;
}

async function get(path: string): Promise<unknown> {
  const answer = await fetch(`${platform!.url}${path}`);
  if (!answer.ok) throw new Error(`GET ${path} is answered ${answer.status}.`);
  return answer.json();
}

async function obey(order: HandoverSiteOrder): Promise<unknown> {
  switch (order.kind) {
    case 'join':
      return join(order);
    case 'proxy':
      proxy = await CountingProxy.start(order.order);
      return undefined;
    case 'start':
      return start(order);
    case 'post':
      return post(order.path, order.body);
    case 'get':
      return get(order.path);
    case 'rules-in-kernel':
      return rulesInKernel();
    case 'passed':
      return proxy!.passed;
    case 'least':
      least ??= await LeastHandover.prepare();
      return least.measure(order.ues);
    case 'end':
      return Promise.all([platform?.stop(), least?.stop()]);
  }
}

answerQuestions(obey);
