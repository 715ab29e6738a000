// Registers a service, discovers it, subscribes to its changes and is notified of one. Argument: where the platform is reached.
import { ApplicationSupportApi, Configuration as SupportConfiguration } from 'openmep-app-support';
import { Configuration, SerializerType, ServiceAvailabilityNotificationFromJSON, type ServiceInfoPost, ServiceManagementApi, ServiceState, TransportType } from 'openmep-service-management';
import { CallbackServer } from './callback-server.js';

const root = process.argv[2] ?? 'http://127.0.0.1:8080';
const support = new ApplicationSupportApi(new SupportConfiguration({ basePath: `${root}/mec_app_support/v2` }));
const services = new ServiceManagementApi(new Configuration({ basePath: `${root}/mec_service_mgmt/v1` }));

const serName = `sdk-typescript-${process.pid}`;
const service: ServiceInfoPost = {
  serName,
  version: '1.0.0',
  state: ServiceState.Active,
  serializer: SerializerType.Json,
  transportInfo: { id: 'rest', name: 'REST', type: TransportType.RestHttp, protocol: 'HTTP', version: '1.1', endpoint: { uris: ['http://127.0.0.1:9100/'] }, security: {} },
};

const callback = new CallbackServer();
const { appInstanceId } = await support.registerApplication({ appInfo: { appName: serName, endpoint: { uris: ['http://127.0.0.1:9100/'] } } });
if (appInstanceId === undefined) throw new Error('The platform gave no appInstanceId.');
try {
  await callback.listen();
  await support.confirmReady({ appInstanceId, appReadyConfirmation: { indication: 'READY' } });

  const registered = await services.registerService({ appInstanceId, serviceInfoPost: service });
  console.log(`registered ${registered.serInstanceId}`);

  const [discovered] = await services.findServices({ serName: [serName] });
  if (discovered?.serInstanceId !== registered.serInstanceId) throw new Error('The service is not found.');
  console.log(`discovered ${discovered.serName} at ${discovered.transportInfo.endpoint.uris?.join()}`);

  const subscription = await services.subscribe({
    appInstanceId,
    serAvailabilityNotificationSubscription: {
      subscriptionType: 'SerAvailabilityNotificationSubscription',
      callbackReference: callback.url,
      filteringCriteria: { serNames: [serName] },
    },
  });
  console.log(`subscribed ${subscription.links?.self.href}`);

  const next = callback.next();
  await services.replaceService({ appInstanceId, serviceId: registered.serInstanceId, serviceInfo: { ...discovered, state: ServiceState.Inactive } });
  const [change] = ServiceAvailabilityNotificationFromJSON(JSON.parse(await next)).serviceReferences;
  if (change?.serInstanceId !== registered.serInstanceId || change.state !== ServiceState.Inactive) throw new Error('The notification is of something else.');
  console.log(`notified ${change.changeType}: ${change.serName} is ${change.state}`);
} finally {
  callback.close();
  await support.deregisterApplication({ appInstanceId });
}
