import { spawnSync } from 'node:child_process';
import { copyFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import Sqlite from 'better-sqlite3';
import { percentile } from '../measurement/statistics.js';
import { MeasuredProcess } from '../processes/measured-process.js';
import { ask } from '../processes/questions.js';
import type { RulePlatformOrder } from '../processes/rule-platform.js';
import { type Bench, newFile, type RuleChangeFigures, type RuleChangeResult, type SkippedResult } from './bench.js';
import { APP_INSTANCE_ID } from './sample-service.js';

const SCRIPT = fileURLToPath(new URL('../processes/rule-platform.ts', import.meta.url));

/** How many times as long a change may take with the most rules. */
const MOST_TIMES = 3;
const WARM_UP = 5;
const PRIORITIES = 8;

const ruleIdOf = (index: number) => `rule-${index}`;

const ruleOf = (index: number, state: 'ACTIVE' | 'INACTIVE') => ({
  filterType: 'FLOW',
  priority: index % PRIORITIES,
  trafficFilter: [{ dstAddress: [`10.${index >> 16}.${(index >> 8) & 255}.${index & 255}`], dstPort: ['80'], protocol: ['TCP'] }],
  action: 'FORWARD_DECAPSULATED',
  dstInterface: { interfaceType: 'IP', dstIpAddress: '10.200.0.1' },
  state,
});

function unavailable(): string | undefined {
  const missing = ['ip', 'nft', 'conntrack'].filter((program) => spawnSync(program, ['--version']).error);
  if (missing.length) return `${missing.join(', ')} is not installed`;
  return process.getuid?.() === 0 ? undefined : 'network namespaces need root';
}

function populate(bench: Bench, rules: number): string {
  const databaseFile = newFile(bench, 'sqlite');
  copyFileSync(bench.templateFile, databaseFile);
  const database = new Sqlite(databaseFile);
  const insert = database.prepare("INSERT INTO app_rule (kind, app_instance_id, rule_id, position, attributes) VALUES ('traffic', ?, ?, ?, ?)");
  database.transaction(() => {
    for (let index = 0; index < rules; index++) insert.run(APP_INSTANCE_ID, ruleIdOf(index), index + 1, JSON.stringify(ruleOf(index, 'ACTIVE')));
  })();
  database.close();
  return databaseFile;
}

/** A platform with so many active rules, in a network namespace of its own. */
class RulePlatform {
  private readonly activations: number[] = [];
  private readonly deactivations: number[] = [];

  private constructor(
    private readonly rules: number,
    private readonly namespace: string,
    private readonly process: MeasuredProcess,
  ) {}

  static async start(bench: Bench, rules: number): Promise<RulePlatform> {
    const namespace = `openmep-bench-${process.pid}-${rules}`;
    for (const args of [['netns', 'add', namespace], ['-n', namespace, 'link', 'set', 'lo', 'up']]) spawnSync('ip', args);
    const platform = new RulePlatform(rules, namespace, MeasuredProcess.start(SCRIPT, { prefix: ['ip', 'netns', 'exec', namespace] }));
    await platform.ask({ start: bench.build, databaseFile: populate(bench, rules) }).catch(async (error: unknown) => {
      await platform.stop();
      throw error;
    });
    return platform;
  }

  async change(): Promise<void> {
    const index = Math.floor(Math.random() * this.rules);
    this.deactivations.push(await this.ask({ ruleId: ruleIdOf(index), rule: ruleOf(index, 'INACTIVE') }));
    this.activations.push(await this.ask({ ruleId: ruleIdOf(index), rule: ruleOf(index, 'ACTIVE') }));
  }

  figures(): RuleChangeFigures {
    const of = (times: number[]) => ({ p50: percentile(times.slice(WARM_UP), 0.5), p99: percentile(times.slice(WARM_UP), 0.99) });
    return { rules: this.rules, activation: of(this.activations), deactivation: of(this.deactivations) };
  }

  async stop(): Promise<void> {
    await this.process.stop();
    spawnSync('ip', ['netns', 'del', this.namespace]);
  }

  private ask(order: RulePlatformOrder): Promise<number> {
    return ask(this.process.child, order);
  }
}

export async function ruleChange(bench: Bench): Promise<RuleChangeResult | SkippedResult> {
  const reason = unavailable();
  if (reason !== undefined) {
    if (process.env['CI'] === 'true') throw new Error(reason);
    return { kind: 'skipped', title: 'traffic rules: from PUT to effect', reason };
  }
  const { rules, ruleChanges } = bench.scale;
  const platforms: RulePlatform[] = [];
  try {
    for (const count of rules) platforms.push(await RulePlatform.start(bench, count));
    for (let round = 0; round < WARM_UP + ruleChanges; round++) for (const platform of platforms) await platform.change();
    const figures = platforms.map((platform) => platform.figures());
    const [fewest, most] = [figures[0]!, figures.at(-1)!];
    const times = (['activation', 'deactivation'] as const).flatMap((what) => [most[what].p50 / fewest[what].p50, most[what].p99 / fewest[what].p99]);
    return { kind: 'rule-change', changes: ruleChanges, figures, verdict: { target: `at most ${MOST_TIMES} times as long`, met: Math.max(...times) <= MOST_TIMES } };
  } finally {
    for (const platform of platforms) await platform.stop();
  }
}
