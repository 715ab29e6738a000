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

describe('a restart', () => {
  let before: SpecAgent;
  let after: SpecAgent;
  let running: string;
  let stopped: string;
  let telling: string;
  const shown = new Map<string, { body: object; tag: string }>();

  beforeAll(async () => {
    const first = await startPlatform();
    before = specAgent(first);
    ({ appInstanceId: running } = await registerApplication(before));
    ({ appInstanceId: stopped } = await registerApplication(before));
    ({ appInstanceId: telling } = await registerApplication(before));
    for (const id of [running, stopped])
      for (const state of ['ACTIVE', 'INACTIVE', 'ACTIVE'] as const) {
        await addTrafficRule(before, id, { state });
        await addDnsRule(before, id, { state });
      }
    await confirmReady(before, running);
    await terminate(before, stopped, 'STOPPING');
    await terminate(before, telling, 'TERMINATING', 3600);
    await subscribeToTermination(before, running, CALLBACK);
    for (const id of [running, stopped, telling])
      for (const path of [registrationOf(id), appInstanceOf(id), trafficRulesOf(id), dnsRulesOf(id), terminationSubscriptionsOf(id)]) await note(path);
    await note(APP_INSTANCES);
    await first.stop();
    after = specAgent(await startPlatform({ environment: { DATABASE_URL: first.databaseUrl } }));
  });

  async function note(path: string): Promise<void> {
    const { body, headers } = await before.get(path).expect(200);
    shown.set(path, { body, tag: String(headers['etag']) });
  }

  it('keeps applications, registrations, rules, subscriptions and terminations, with their order and their entity tags', async () => {
    for (const [path, { body, tag }] of shown) {
      await after.get(path).expect(200, body);
      expect(await tagOf(after, path)).toBe(tag);
    }
  });

  it('keeps the rules of a stopped application without effect until it runs again', async () => {
    const states = async () => {
      const lists = [await after.get(trafficRulesOf(stopped)).expect(200), await after.get(dnsRulesOf(stopped)).expect(200)];
      return lists.map(({ body }) => (body as { state: string }[]).map(({ state }) => state));
    };
    expect(await states()).toEqual([Array(3).fill('INACTIVE'), Array(3).fill('INACTIVE')]);
    await confirmReady(after, stopped);
    expect(await states()).toEqual([['ACTIVE', 'INACTIVE', 'ACTIVE'], ['ACTIVE', 'INACTIVE', 'ACTIVE']]);
  });

  it('leaves rules that can be changed and added to', async () => {
    const [{ trafficRuleId }] = shown.get(trafficRulesOf(running))!.body as [{ trafficRuleId: string }];
    const [{ dnsRuleId }] = shown.get(dnsRulesOf(running))!.body as [{ dnsRuleId: string }];
    await after.put(trafficRuleOf(running, trafficRuleId)).send(trafficRule({ priority: 77 })).expect(200);
    await after.put(dnsRuleOf(running, dnsRuleId)).send(dnsRule({ state: 'INACTIVE' })).expect(200);
    const added = await addTrafficRule(after, running);
    const { body } = await after.get(trafficRulesOf(running)).expect(200);
    expect((body as { trafficRuleId: string }[]).map((rule) => rule.trafficRuleId).at(-1)).toBe(added);
    expect((body as { trafficRuleId: string }[])[0]!.trafficRuleId).toBe(trafficRuleId);
  });
});
