import { monotonicTime } from '../measurement/monotonic-time.js';
import { APP_INSTANCE_ID } from '../cases/sample-service.js';
import { Platform, type PlatformBuild } from './platform.js';
import { answerQuestions } from './questions.js';

/** To start the platform, or to replace a rule of the application by one of its representations. */
export type RulePlatformOrder = { start: PlatformBuild; databaseFile: string } | { ruleId: string; rule: object & { state: string } };

let platform: Platform | undefined;

async function put(ruleId: string, rule: object & { state: string }): Promise<number> {
  const url = `${platform!.url}/mec_app_support/v2/applications/${APP_INSTANCE_ID}/traffic_rules/${ruleId}`;
  const sentAt = monotonicTime();
  const answer = await fetch(url, { method: 'PUT', headers: { 'content-type': 'application/json' }, body: JSON.stringify(rule) });
  const { state } = (await answer.json()) as { state?: string };
  const time = monotonicTime() - sentAt;
  if (answer.status !== 200 || state !== rule.state || answer.headers.has('OpenMEP-Data-Plane')) throw new Error(`A rule is answered ${answer.status}, state ${state}.`);
  return time;
}

/** Answers how many milliseconds a change has taken. */
answerQuestions<RulePlatformOrder>(async (order) => {
  if ('ruleId' in order) return put(order.ruleId, order.rule);
  platform = await Platform.start(order.start, { databaseFile: order.databaseFile, settings: { MEC_DATA_PLANE: 'nftables' } });
  return 0;
});
