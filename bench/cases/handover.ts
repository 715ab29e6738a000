import { join } from 'node:path';
import { median, percentile } from '../measurement/statistics.js';
import { HandoverPair, type Moved } from '../processes/handover-pair.js';
import type { Bench, HandoverResult, SkippedResult } from './bench.js';
import { steeringObstacle } from './steering-obstacle.js';

const MOST_TIMES_AS_LONG = 3;

type Figures = HandoverResult['figures'][number];
type Size = Bench['scale']['handovers']['sizes'][number];

/** Handovers and what they take at least, in turn. */
async function measureTimes({ build, folder, scale }: Bench, { ues, rounds }: Size): Promise<Omit<Figures, keyof Counted>> {
  const { warmUp } = scale.handovers;
  const pair = await HandoverPair.start({ build, folder: join(folder, `handovers-${ues}`), ues: warmUp + ues * rounds, counted: false });
  const moved: Moved[] = [];
  const least: number[] = [];
  try {
    const first = pair.take(warmUp);
    await pair.move(first);
    await pair.least(first);
    for (let round = 0; round < rounds; round++) {
      const some = pair.take(ues);
      if (round % 2) least.push(...(await pair.least(some)));
      moved.push(...(await pair.move(some)));
      if (!(round % 2)) least.push(...(await pair.least(some)));
    }
    await pair.check();
  } finally {
    await pair.stop();
  }
  const p50 = (what: keyof Moved) => median(moved.map((one) => one[what]));
  return {
    ues,
    rounds,
    p50: p50('active'),
    p99: percentile(moved.map(({ active }) => active), 0.99),
    parts: { told: p50('told'), bearer: p50('bearer'), dataPlane: p50('dataPlane') },
    least: { p50: median(least), p99: percentile(least, 0.99) },
  };
}

type Counted = Pick<Figures, 'exchanges' | 'plainBytes' | 'encryptedBytes'>;

/** What the platforms say to each other for one handover, by how many there are at once. */
async function count({ build, folder, scale }: Bench): Promise<Counted[]> {
  const sizes = scale.handovers.sizes.map(({ ues }) => ues);
  const pair = await HandoverPair.start({ build, folder: join(folder, 'handovers-counted'), ues: sizes.reduce((sum, ues) => sum + ues, 0), counted: true });
  const counted: Counted[] = [];
  try {
    for (const ues of sizes) {
      const before = await pair.passed();
      await pair.move(pair.take(ues));
      const after = await pair.passed();
      const each = (what: keyof typeof after) => (after[what] - before[what]) / ues;
      counted.push({ exchanges: each('exchanges'), plainBytes: each('plain'), encryptedBytes: each('encrypted') });
    }
  } finally {
    await pair.stop();
  }
  return counted;
}

/** Time from the attach of UEs at the target to the effect of their rules there, and what is said for it. */
export async function handover(bench: Bench): Promise<HandoverResult | SkippedResult> {
  const reason = steeringObstacle();
  if (reason !== undefined) return { kind: 'skipped', title: 'time from the attach of a UE to its rules in effect', reason };
  const counted = await count(bench);
  const figures: Figures[] = [];
  for (const [index, size] of bench.scale.handovers.sizes.entries()) figures.push({ ...(await measureTimes(bench, size)), ...counted[index]! });
  const met = figures.map(({ p50, least }) => p50 / least.p50 <= MOST_TIMES_AS_LONG);
  return { kind: 'handover', figures, met, target: `at most ${MOST_TIMES_AS_LONG} times the least at p50` };
}
