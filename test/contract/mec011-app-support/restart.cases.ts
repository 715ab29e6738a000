import {
  confirmReady,
  dnsRuleOf,
  dnsRulesOf,
  registerApplication,
  registrationOf,
  subscribeToTermination,
  terminationSubscriptionsOf,
  trafficRuleOf,
  trafficRulesOf,
} from '../../support/app-support.js';
import { dnsRule, trafficRule } from '../../support/app-support-factories.js';
import { addDnsRule, addTrafficRule, APP_INSTANCES, appInstanceOf, terminate } from '../../support/mm5.js';
import { startPlatform } from '../../support/platform.js';
import { tagOf } from '../../support/preconditions.js';
import { type SpecAgent, specAgent } from '../../support/spec-agent.js';

const CALLBACK = 'http://127.0.0.1:9/unused';

/** A platform that is stopped with a good deal on it. */
async function stoppedPlatform() {
  const first = await startPlatform();
  const api = specAgent(first);
  const [running, stopped, telling] = [await registerApplication(api), await registerApplication(api), await registerApplication(api)].map(({ appInstanceId }) => appInstanceId);
  for (const id of [running!, stopped!])
    for (const state of ['ACTIVE', 'INACTIVE', 'ACTIVE'] as const) {
      await addTrafficRule(api, id, { state });
      await addDnsRule(api, id, { state });
    }
  await confirmReady(api, running!);
  await terminate(api, stopped!, 'STOPPING');
  await terminate(api, telling!, 'TERMINATING', 3600);
  await subscribeToTermination(api, running!, CALLBACK);
  const paths = [running!, stopped!, telling!].flatMap((id) => [registrationOf(id), appInstanceOf(id), trafficRulesOf(id), dnsRulesOf(id), terminationSubscriptionsOf(id)]);
  const shown = await Promise.all([APP_INSTANCES, ...paths].map(async (path) => ({ path, body: (await api.get(path).expect(200)).body as object, tag: await tagOf(api, path) })));
  await first.stop();
  return { running: running!, stopped: stopped!, shown, databaseUrl: first.databaseUrl };
}

describe('a restart', () => {
  let before: Awaited<ReturnType<typeof stoppedPlatform>>;
  let api: SpecAgent;

  beforeEach(async () => {
    before = await stoppedPlatform();
    api = specAgent(await startPlatform({ environment: { DATABASE_URL: before.databaseUrl } }));
  });

  it('keeps applications, registrations, rules, subscriptions and terminations, with their order and their entity tags', async () => {
    for (const { path, body, tag } of before.shown) {
      await api.get(path).expect(200, body);
      expect(await tagOf(api, path)).toBe(tag);
    }
  });

  it('keeps the rules of a stopped application without effect until it runs again', async () => {
    const { stopped } = before;
    const states = async () => {
      const lists = [await api.get(trafficRulesOf(stopped)).expect(200), await api.get(dnsRulesOf(stopped)).expect(200)];
      return lists.map(({ body }) => (body as { state: string }[]).map(({ state }) => state));
    };
    expect(await states()).toEqual([Array(3).fill('INACTIVE'), Array(3).fill('INACTIVE')]);
    await confirmReady(api, stopped);
    expect(await states()).toEqual([['ACTIVE', 'INACTIVE', 'ACTIVE'], ['ACTIVE', 'INACTIVE', 'ACTIVE']]);
  });

  it('leaves rules that can be changed and added to', async () => {
    const { running } = before;
    const [{ trafficRuleId }] = (await api.get(trafficRulesOf(running)).expect(200)).body as [{ trafficRuleId: string }];
    const [{ dnsRuleId }] = (await api.get(dnsRulesOf(running)).expect(200)).body as [{ dnsRuleId: string }];
    await api.put(trafficRuleOf(running, trafficRuleId)).send(trafficRule({ priority: 77 })).expect(200);
    await api.put(dnsRuleOf(running, dnsRuleId)).send(dnsRule({ state: 'INACTIVE' })).expect(200);
    const added = await addTrafficRule(api, running);
    const ids = ((await api.get(trafficRulesOf(running)).expect(200)).body as { trafficRuleId: string }[]).map((rule) => rule.trafficRuleId);
    expect([ids.at(0), ids.at(-1)]).toEqual([trafficRuleId, added]);
  });
});
