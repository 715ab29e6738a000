import type { components as ServiceManagement } from '../../../src/generated/mec011-service-management.js';
import { ExampleApp } from '../example-app.js';
import { Listener } from '../listener.js';
import { get, read, send } from '../rest.js';
import type { Neighbour, Scene } from '../scene.js';
import type { Step } from '../story.js';
import { telling } from '../telling.js';
import { until, untilSo } from '../until.js';

type ServiceInfo = ServiceManagement['schemas']['ServiceInfo'];
type Liveness = ServiceManagement['schemas']['ServiceLivenessInfo'];

/** Another application, which wants to know of services that come and go. */
async function neighbourAt(root: string): Promise<Neighbour> {
  const listener: Neighbour['listener'] = await Listener.start();
  const appInstanceId = 'journey-planner';
  await send('POST', `${root}/mec_app_support/v2/registrations`, { appName: appInstanceId, appInstanceId, endpoint: { uris: [listener.url] } });
  await send('POST', `${root}/mec_app_support/v2/applications/${appInstanceId}/confirm_ready`, { indication: 'READY' });
  await send('POST', `${root}/mec_service_mgmt/v1/applications/${appInstanceId}/subscriptions`, {
    subscriptionType: 'SerAvailabilityNotificationSubscription',
    callbackReference: listener.url,
    filteringCriteria: { serNames: [ExampleApp.NAME] },
  });
  return { appInstanceId, listener };
}

async function heartbeat({ _links }: ServiceInfo): Promise<void> {
  const href = _links.liveness!.href;
  const { timeStamp } = await get<Liveness>(href);
  const after = await until('another heartbeat', async () => {
    const now = await read<Liveness>(href);
    return now.timeStamp.seconds !== timeStamp.seconds || now.timeStamp.nanoSeconds !== timeStamp.nanoSeconds ? now : undefined;
  });
  telling.check(`its heart beats every ${after.interval} s, so it stays ACTIVE`, after.state === 'ACTIVE', `it is ${after.state}`);
}

/** The example application, in a process of its own, over MEC 011. */
export const applicationRegisters = (scene: Scene): Step => ({
  title: 'An application registers, and its service is found',
  standsIn: 'nothing',
  play: async () => {
    telling.note('Somebody wants to be told of the service when it comes:');
    const neighbour = await neighbourAt(scene.A);
    telling.note('The application of examples/mec-app starts, a process of its own, and asks the platform for this:');
    const app = await ExampleApp.start(scene.stage, 'application-a', scene.get('platforms').A, { host: '127.0.0.1', aloud: true });
    scene.bring({ app, neighbour });
    const instance = await get<{ state: string }>(`${scene.A}/mm5/v1/app_instances/${app.appInstanceId}`);
    telling.check('it is known and READY', instance.state === 'READY', `it is ${instance.state}`);
    await untilSo('the one who waited is notified', () => neighbour.listener.heard.some(({ serviceReferences }) => serviceReferences.some(({ changeType }) => changeType === 'ADDED')));
    telling.check(`the one who waited is notified: ${ExampleApp.NAME} ADDED`, true);
    const [service] = await get<ServiceInfo[]>(`${scene.A}/mec_service_mgmt/v1/services?ser_name=${ExampleApp.NAME}`);
    const { transportInfo } = service ?? {};
    const uris = transportInfo && 'uris' in transportInfo.endpoint ? transportInfo.endpoint.uris : [];
    telling.check(`whoever asks finds it at ${uris.join()}`, uris.includes(app.url), `the application serves at ${app.url}`);
    await heartbeat(service!);
  },
});
