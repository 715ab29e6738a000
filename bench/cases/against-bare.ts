import { areAlike, answerOf } from '../bare/answer.js';
import { BareServer } from '../bare/bare-server.js';
import type { BareTask } from '../bare/handlers.js';
import { type Comparison, compare } from '../measurement/comparison.js';
import type { LoadRequest } from '../processes/load-generator.js';
import type { Platform } from '../processes/platform.js';
import type { Bench } from './bench.js';

/** Compares the platform with a bare server, after a check that both send the same bytes. */
export async function compareWithBare({ load, scale }: Bench, platform: Platform, request: LoadRequest, task: BareTask): Promise<Comparison> {
  const bare = await BareServer.start(task);
  try {
    const { url, ...rest } = request;
    const bareRequest = { ...rest, url: url.replace(platform.url, bare.url) };
    if ('answer' in task && !areAlike(await answerOf(bareRequest.url, rest), task.answer))
      throw new Error(`The bare server does not send what the platform sends at ${url}.`);
    return await compare(load, { process: platform.process, request }, { process: bare.process, request: bareRequest }, scale.plan);
  } finally {
    await bare.stop();
  }
}
