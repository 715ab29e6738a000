import { READY, registerApplication, REGISTRATIONS, terminationSubscriptionsOf, underAlias, confirmReadyOf } from '../../support/app-support.js';
import { appInfo, type AppTerminationNotification, terminationSubscription } from '../../support/app-support-factories.js';
import { startCallbackSink } from '../../support/callback-sink.js';
import { eventually } from '../../support/eventually.js';
import { terminate } from '../../support/mm5.js';
import { startPlatform } from '../../support/platform.js';
import { specAgent } from '../../support/spec-agent.js';

describe('links of application support', () => {
  /** MEC 009 lets links be absolute or relative; which of them is a setting. */
  it.each([
    ['http://mep.test:8080', {}],
    ['https://edge.example', { MEC_API_ROOT: 'https://edge.example/' }],
    ['', { MEC_RELATIVE_LINKS: 'true' }],
  ])('begin with "%s" and lead to version 2, also for who uses version 1', async (root, environment: Record<string, string>) => {
    const api = specAgent(await startPlatform({ environment }));
    const sink = await startCallbackSink<AppTerminationNotification>({ document: 'mec011-app-support', operationId: 'appTerminationNotificationPOST' });
    const { appInstanceId } = await registerApplication(api);
    await api.post(underAlias(confirmReadyOf(appInstanceId))).send(READY).expect(204);
    const registration = await api.post(underAlias(REGISTRATIONS)).send(appInfo()).expect(201);
    expect(registration.headers['location']).toBe(`${root}/mec_app_support/v2/registrations/${registration.body.appInstanceId}`);
    const list = terminationSubscriptionsOf(appInstanceId);
    const subscription = await api.post(underAlias(list)).send(terminationSubscription(appInstanceId, sink.url())).expect(201);
    const { body } = await api.get(underAlias(list)).expect(200);
    await terminate(api, appInstanceId, 'TERMINATING', 60);
    await eventually(() => expect(sink.at()).toHaveLength(1));
    const { _links } = sink.at()[0]!;
    const links = [
      subscription.headers['location'],
      subscription.body._links.self.href,
      body._links.self.href,
      body._links.subscriptions[0].href,
      _links.subscription.href,
      _links.confirmTermination!.href,
    ] as string[];
    expect(links.filter((link) => !link.startsWith(`${root}/mec_app_support/v2/applications/${appInstanceId}/`))).toEqual([]);
    expect(_links.subscription.href).toBe(subscription.headers['location']);
  });
});
