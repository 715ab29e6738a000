import { type Answer, answerOf } from '../bare/answer.js';
import { compare } from '../measurement/comparison.js';
import { Platform } from '../processes/platform.js';
import { compareWithBare } from './against-bare.js';
import { atLeast, type Bench, type RequestResult } from './bench.js';
import { populate } from './population.js';

const TARGET = 0.8;
const MOST_TIMES_AS_LONG = 1.3;

interface ListedPlatform {
  platform: Platform;
  url: string;
  answer: Answer;
}

const counted = (count: number) => count.toLocaleString('en');

async function startWith(bench: Bench, count: number): Promise<ListedPlatform> {
  const { databaseFile, sharedName } = populate(bench, count);
  const platform = await Platform.start(bench.build, { databaseFile });
  const url = `${platform.url}/mec_service_mgmt/v1/services?ser_name=${sharedName}`;
  const answer = await answerOf(url);
  const { length } = JSON.parse(answer.body) as unknown[];
  if (length !== bench.scale.listed) throw new Error(`The list has ${length} services instead of ${bench.scale.listed}.`);
  return { platform, url, answer };
}

export async function filteredList(bench: Bench): Promise<RequestResult> {
  const { listed, population } = bench.scale;
  const { platform, url, answer } = await startWith(bench, population.many);
  try {
    const comparison = await compareWithBare(bench, platform, { url, method: 'GET' }, { kind: 'stringified', answer });
    const title = `GET the ${listed} services of a name, of ${counted(population.many)}`;
    return { kind: 'requests', title, other: 'JSON.stringify of the same list for every request', comparison, verdict: atLeast(TARGET, comparison) };
  } finally {
    await platform.stop();
  }
}

export async function listGrowth(bench: Bench): Promise<RequestResult> {
  const { listed, population } = bench.scale;
  const [most, few] = [await startWith(bench, population.most), await startWith(bench, population.few)];
  try {
    const contestant = ({ platform, url }: ListedPlatform) => ({ process: platform.process, request: { url, method: 'GET' as const } });
    const comparison = await compare(bench.load, contestant(most), contestant(few), bench.scale.plan);
    const { throughputRatio, cpuRatio } = comparison;
    return {
      kind: 'requests',
      title: `GET the ${listed} services of a name, of ${counted(population.most)}`,
      other: `the platform itself, of ${counted(population.few)}`,
      comparison,
      verdict: {
        target: `at least ${(1 / MOST_TIMES_AS_LONG).toFixed(2)} (at most ${MOST_TIMES_AS_LONG} times the time)`,
        met: 1 / Math.min(throughputRatio, cpuRatio) <= MOST_TIMES_AS_LONG,
      },
    };
  } finally {
    await most.platform.stop();
    await few.platform.stop();
  }
}
