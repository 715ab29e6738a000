import {
  confirmReadyOf,
  confirmTerminationOf,
  CURRENT_TIME,
  dnsRuleOf,
  registerApplication,
  REGISTRATIONS,
  registrationOf,
  terminationSubscriptionsOf,
  TIMING_CAPS,
  trafficRuleOf,
} from '../../support/app-support.js';
import { allDocuments } from '../../support/declared-operations.js';
import { addDnsRule, addTrafficRule, terminate } from '../../support/mm5.js';
import { startPlatform } from '../../support/platform.js';
import { writeYaml } from '../../support/process.js';
import { specAgent } from '../../support/spec-agent.js';
import { usePlatform } from '../../support/use-platform.js';

// Whoever tries an operation out sends the example of its document first.

const { openapi } = allDocuments().find(({ name }) => name === 'mec011-app-support')!;
const example = (name: string) => (openapi.components['examples'] as Record<string, { value: Record<string, unknown> }>)[name]!.value;

/** Of the application that brings its id, and subscribes. */
const APP_INSTANCE_ID = String(example('RegistrationWithOwnId')['appInstanceId']);

describe('examples of the document of application support', () => {
  const { api } = usePlatform();

  beforeEach(async () => {
    await api.delete(registrationOf(APP_INSTANCE_ID));
    await registerApplication(api, { appInstanceId: APP_INSTANCE_ID });
  });

  it.each(['RegistrationWithDependencies', 'RegistrationWithOwnId'])('%s registers an application', async (name) => {
    await api.delete(registrationOf(APP_INSTANCE_ID)).expect(204);
    const { body } = await api.post(REGISTRATIONS).send(example(name)).expect(201);
    expect(body).toMatchObject(example(name));
  });

  it('Registration is what is shown of the application that brought its id', async () => {
    await api.delete(registrationOf(APP_INSTANCE_ID)).expect(204);
    await api.post(REGISTRATIONS).send(example('RegistrationWithOwnId')).expect(201, example('Registration'));
  });

  it('RegistrationReplacement replaces a registration', async () => {
    await api.put(registrationOf(APP_INSTANCE_ID)).send(example('RegistrationReplacement')).expect(204);
    await api.get(registrationOf(APP_INSTANCE_ID)).expect(200, { ...example('RegistrationReplacement'), appInstanceId: APP_INSTANCE_ID });
  });

  it.each(['ForwardingRuleReplacement', 'DroppingRuleReplacement', 'DuplicatingRuleReplacement'])('%s replaces a traffic rule', async (name) => {
    const trafficRuleId = await addTrafficRule(api, APP_INSTANCE_ID);
    await api.put(trafficRuleOf(APP_INSTANCE_ID, trafficRuleId)).send(example(name)).expect(200, { trafficRuleId, ...example(name) });
  });

  it('DnsRuleDeactivation deactivates the DNS rule of the example', async () => {
    const { dnsRuleId: _id, ...rule } = example('DnsRule');
    const dnsRuleId = await addDnsRule(api, APP_INSTANCE_ID, rule);
    await api.put(dnsRuleOf(APP_INSTANCE_ID, dnsRuleId)).send(example('DnsRuleDeactivation')).expect(200, { dnsRuleId, ...example('DnsRuleDeactivation') });
  });

  it('SubscriptionRequest subscribes, and so does what the document shows as the answer', async () => {
    const { _links, ...subscription } = example('Subscription');
    const appInstanceId = String(subscription['appInstanceId']);
    await registerApplication(api, { appInstanceId });
    for (const body of [example('SubscriptionRequest'), { ...subscription, _links }]) {
      const answer = await api.post(terminationSubscriptionsOf(appInstanceId)).send(body).expect(201);
      expect(answer.body).toMatchObject(subscription);
    }
  });

  it('Ready and TerminationConfirmation are confirmations', async () => {
    await api.post(confirmReadyOf(APP_INSTANCE_ID)).send(example('Ready')).expect(204);
    await terminate(api, APP_INSTANCE_ID, 'TERMINATING', 60);
    await api.post(confirmTerminationOf(APP_INSTANCE_ID)).send(example('TerminationConfirmation')).expect(204);
  });

  it('TimingCaps and CurrentTime can be configured', async () => {
    const { timeStamp: _now, ...sources } = example('TimingCaps');
    const MEC_TIMING_FILE = writeYaml({ ...sources, timeSourceStatus: example('CurrentTime')['timeSourceStatus'] });
    const configured = specAgent(await startPlatform({ environment: { MEC_TIMING_FILE } }));
    const { body } = await configured.get(TIMING_CAPS).expect(200);
    expect(body).toMatchObject(sources);
    const { body: time } = await configured.get(CURRENT_TIME).expect(200);
    expect(time.timeSourceStatus).toBe(example('CurrentTime')['timeSourceStatus']);
  });
});
