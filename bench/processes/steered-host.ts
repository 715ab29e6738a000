import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { monotonicTime } from '../measurement/monotonic-time.js';
import { Platform, type PlatformBuild } from './platform.js';
import { answerQuestions } from './questions.js';
import { ruleId, ruleOf, rulesInKernel } from './ue-rule.js';

/** To start a platform with so many ACTIVE rules, or to change so many times. */
export type SteeredHostOrder = { build: PlatformBuild; rules: number; folder: string } | { changes: number };

const APP = 'bench';
const JSON_BODY = { method: 'PUT', headers: { 'content-type': 'application/json' } };

let platform: Platform | undefined;
let rules = 0;

/** Alone in a network namespace, where nobody else's rules are. */
async function start(order: { build: PlatformBuild; rules: number; folder: string }): Promise<void> {
  execFileSync('ip', ['link', 'set', 'lo', 'up']);
  rules = order.rules;
  const trafficRules = Array.from({ length: rules }, (_, index) => ({ trafficRuleId: ruleId(index), ...ruleOf(index) }));
  const seedFile = join(order.folder, `rules-${rules}.yaml`);
  writeFileSync(seedFile, JSON.stringify({ applications: [{ appInstanceId: APP, appName: 'bench', trafficRules }] }));
  const databaseFile = join(order.folder, `rules-${rules}.sqlite`);
  platform = await Platform.start(order.build, { databaseFile, seedFile, settings: { MEC_DATA_PLANE: 'nftables' } });
  const held = rulesInKernel();
  if (held !== rules) throw new Error(`The kernel holds ${held} of ${rules} rules.`);
}

async function put(index: number, state: 'ACTIVE' | 'INACTIVE'): Promise<number> {
  const url = `${platform!.url}/mec_app_support/v2/applications/${APP}/traffic_rules/${ruleId(index)}`;
  const body = JSON.stringify({ ...ruleOf(index), state });
  const sentAt = monotonicTime();
  const answer = (await (await fetch(url, { ...JSON_BODY, body })).json()) as { state?: string };
  const took = monotonicTime() - sentAt;
  if (answer.state !== state) throw new Error(`A change is answered ${JSON.stringify(answer)}.`);
  return took;
}

/** Milliseconds from each PUT to its answer, which comes when the kernel does as it says. */
async function change({ changes }: { changes: number }): Promise<number[]> {
  const took: number[] = [];
  while (took.length < changes) {
    const index = Math.floor(Math.random() * rules);
    took.push(await put(index, 'INACTIVE'), await put(index, 'ACTIVE'));
  }
  return took;
}

answerQuestions((order: SteeredHostOrder) => ('changes' in order ? change(order) : start(order)));
process.on('SIGTERM', () => void (platform?.stop() ?? Promise.resolve()).then(() => process.exit(0)));
