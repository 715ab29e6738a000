import { answerOf } from '../bare/answer.js';
import { Platform } from '../processes/platform.js';
import { compareWithBare } from './against-bare.js';
import { atLeast, type Bench, type RequestResult } from './bench.js';
import { populate } from './population.js';

const TARGET = 0.6;

export async function oneService(bench: Bench): Promise<RequestResult> {
  const { databaseFile, oneServiceId } = populate(bench, bench.scale.population.many);
  const platform = await Platform.start(bench.build, { databaseFile });
  try {
    const url = `${platform.url}/mec_service_mgmt/v1/services/${oneServiceId}`;
    const answer = await answerOf(url);
    const comparison = await compareWithBare(bench, platform, { url, method: 'GET' }, { kind: 'cached', answer });
    return { kind: 'requests', title: 'GET one service', other: 'the same bytes from a string in memory', comparison, verdict: atLeast(TARGET, comparison) };
  } finally {
    await platform.stop();
  }
}
