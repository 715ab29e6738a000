import { registerApplication, registrationOf } from '../../support/app-support.js';
import { allDocuments } from '../../support/declared-operations.js';
import { addDnsRule, addTrafficRule, appInstance, managedDnsRuleOf, managedDnsRulesOf, managedTrafficRuleOf, managedTrafficRulesOf, terminateOf } from '../../support/mm5.js';
import { usePlatform } from '../../support/use-platform.js';

// Whoever tries an operation out sends the example of its document first.

const { openapi } = allDocuments().find(({ name }) => name === 'mm5')!;
const example = (name: string) => (openapi.components['examples'] as Record<string, { value: Record<string, unknown> }>)[name]!.value;

/** Of the application instance that the examples show. */
const APP_INSTANCE_ID = String(example('ReadyInstance')['appInstanceId']);

describe('examples of the document of Mm5', () => {
  const { api } = usePlatform();

  beforeEach(async () => {
    await api.delete(registrationOf(APP_INSTANCE_ID));
    await registerApplication(api, { appInstanceId: APP_INSTANCE_ID, appName: String(example('ReadyInstance')['appName']) });
  });

  it.each(['ForwardingRule', 'DuplicatingRule'])('%s creates a traffic rule', async (name) => {
    await api.post(managedTrafficRulesOf(APP_INSTANCE_ID)).send(example(name)).expect(201, example(name));
  });

  it('DroppingRuleWithoutId creates a traffic rule that is INACTIVE', async () => {
    const { body } = await api.post(managedTrafficRulesOf(APP_INSTANCE_ID)).send(example('DroppingRuleWithoutId')).expect(201);
    expect(body).toMatchObject({ ...example('DroppingRuleWithoutId'), state: 'INACTIVE' });
  });

  it('ForwardingRuleReplacement replaces a traffic rule', async () => {
    const trafficRuleId = await addTrafficRule(api, APP_INSTANCE_ID);
    const replacement = example('ForwardingRuleReplacement');
    await api.put(managedTrafficRuleOf(APP_INSTANCE_ID, trafficRuleId)).send(replacement).expect(200, { trafficRuleId, ...replacement });
  });

  it('the lists of the examples are lists of what the examples create', async () => {
    for (const name of ['ForwardingRule', 'DuplicatingRule']) await api.post(managedTrafficRulesOf(APP_INSTANCE_ID)).send(example(name)).expect(201);
    await api.post(managedDnsRulesOf(APP_INSTANCE_ID)).send(example('DnsRule')).expect(201, example('DnsRule'));
    await api.get(managedTrafficRulesOf(APP_INSTANCE_ID)).expect(200, example('TrafficRuleList'));
    await api.get(managedDnsRulesOf(APP_INSTANCE_ID)).expect(200, example('DnsRuleList'));
  });

  it('WildcardRuleWithoutId creates a DNS rule that is INACTIVE', async () => {
    const { body } = await api.post(managedDnsRulesOf(APP_INSTANCE_ID)).send(example('WildcardRuleWithoutId')).expect(201);
    expect(body).toMatchObject({ ...example('WildcardRuleWithoutId'), state: 'INACTIVE' });
  });

  it('DnsRuleReplacement replaces a DNS rule', async () => {
    const dnsRuleId = await addDnsRule(api, APP_INSTANCE_ID);
    const replacement = example('DnsRuleReplacement');
    await api.put(managedDnsRuleOf(APP_INSTANCE_ID, dnsRuleId)).send(replacement).expect(200, { dnsRuleId, ...replacement });
  });

  it('TerminateRequest gives the time that TerminatingInstance shows', async () => {
    const { body } = await api.post(terminateOf(APP_INSTANCE_ID)).send(example('TerminateRequest')).expect(202);
    const { appInstanceId, appName, origin, state } = example('TerminatingInstance');
    expect(body).toMatchObject({ appInstanceId, appName, origin, state, termination: example('TerminateRequest') });
    expect(Object.keys(body).toSorted()).toEqual(Object.keys(example('TerminatingInstance')).toSorted());
  });

  it('StopAtOnce stops', async () => {
    await api.post(terminateOf(APP_INSTANCE_ID)).send(example('StopAtOnce')).expect(202);
    expect((await appInstance(api, APP_INSTANCE_ID)).state).toBe('STOPPED');
  });
});
