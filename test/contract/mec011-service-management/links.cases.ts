import { startCallbackSink } from '../../support/callback-sink.js';
import { eventually } from '../../support/eventually.js';
import { availabilitySubscription, createApplication, serviceRegistration } from '../../support/factories.js';
import { startPlatform } from '../../support/platform.js';
import { servicesOf, subscriptionsOf } from '../../support/service-management.js';
import { specAgent } from '../../support/spec-agent.js';

describe('links', () => {
  /** MEC 009 lets links be absolute or relative; which of them is a setting. */
  it.each([
    ['http://mep.test:8080', {}],
    ['https://edge.example', { MEC_API_ROOT: 'https://edge.example/' }],
    ['', { MEC_RELATIVE_LINKS: 'true' }],
  ])('every link begins with "%s"', async (root, environment: Record<string, string>) => {
    const platform = await startPlatform({ environment });
    const api = specAgent(platform);
    const sink = await startCallbackSink();
    const application = await createApplication(platform);
    const subscription = await api.post(subscriptionsOf(application)).send(availabilitySubscription(sink.url())).expect(201);
    const service = await api.post(servicesOf(application)).send(serviceRegistration({ livenessInterval: 10 })).expect(201);
    const list = await api.get(subscriptionsOf(application)).expect(200);
    await eventually(() => expect(sink.at()).toHaveLength(1));
    const [notification] = sink.at();
    const links = [
      subscription.headers['location'],
      subscription.body._links.self.href,
      service.headers['location'],
      service.body._links.self.href,
      service.body._links.liveness.href,
      list.body._links.self.href,
      list.body._links.subscriptions[0].href,
      notification!._links.subscription.href,
      notification!.serviceReferences[0]!.link!.href,
    ] as string[];
    expect(links.filter((link) => !link.startsWith(`${root}/mec_service_mgmt/v1/applications/${application}/`))).toEqual([]);
  });
});
