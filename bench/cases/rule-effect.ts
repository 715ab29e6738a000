import { fileURLToPath } from 'node:url';
import { median, percentile } from '../measurement/statistics.js';
import { MeasuredProcess } from '../processes/measured-process.js';
import { ask } from '../processes/questions.js';
import type { SteeredHostOrder } from '../processes/steered-host.js';
import type { Bench, RuleEffectResult, SkippedResult } from './bench.js';
import { steeringObstacle } from './steering-obstacle.js';

const SCRIPT = fileURLToPath(new URL('../processes/steered-host.ts', import.meta.url));
const MOST_TIMES_AS_LONG = 3;

/** A host of its own in a network namespace of its own. */
class SteeredHost {
  private readonly process = MeasuredProcess.inNetworkNamespace(SCRIPT);

  order<Answer>(order: SteeredHostOrder): Promise<Answer> {
    return ask(this.process.child, order);
  }

  stop(): Promise<void> {
    return this.process.stop();
  }
}

/** Time from the PUT of a traffic rule to its effect in the kernel, with few and many rules in effect, in turn. */
export async function ruleEffect({ build, scale, folder }: Bench): Promise<RuleEffectResult | SkippedResult> {
  const reason = steeringObstacle();
  if (reason !== undefined) return { kind: 'skipped', title: 'time from the PUT of a traffic rule to its effect', reason };
  const { sizes, rounds, changes } = scale.rules;
  const hosts = sizes.map((rules) => ({ rules, host: new SteeredHost(), times: [] as number[] }));
  try {
    for (const { rules, host } of hosts) await host.order({ build, rules, folder });
    for (const { host } of hosts) await host.order({ changes });
    for (let round = 0; round < rounds; round++) for (const { host, times } of hosts) times.push(...(await host.order<number[]>({ changes })));
  } finally {
    for (const { host } of hosts) await host.stop();
  }
  const figures = hosts.map(({ rules, times }) => ({ rules, p50: median(times), p99: percentile(times, 0.99) }));
  const [few, many] = [figures[0]!, figures.at(-1)!];
  const met = Math.max(many.p50 / few.p50, many.p99 / few.p99) <= MOST_TIMES_AS_LONG;
  return { kind: 'rule-effect', figures, verdict: { target: `at most ${MOST_TIMES_AS_LONG} times as long`, met } };
}
