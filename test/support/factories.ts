import { randomUUID } from 'node:crypto';
import { AppInstances } from '../../src/modules/app-instance/index.js';
import { UnitOfWork } from '../../src/modules/common/unit-of-work/index.js';
import type { components } from '../../src/generated/mec011-service-management.js';
import type { TestPlatform } from './platform.js';

type Schemas = components['schemas'];
export type ServiceInfo = Schemas['ServiceInfo'];
export type ServiceInfoPost = Schemas['ServiceInfoPost'];
export type TransportInfo = Schemas['TransportInfo'];
export type CategoryRef = Schemas['CategoryRef'];
export type ServiceFilteringCriteria = Schemas['ServiceFilteringCriteria'];
export type AvailabilitySubscription = Omit<Schemas['SerAvailabilityNotificationSubscription'], '_links'>;

/** A transport of an application's own, as REST services have it. */
export const transportInfo = (changes: Partial<TransportInfo> = {}): TransportInfo => ({
  id: 'own-transport',
  name: 'REST',
  type: 'REST_HTTP',
  protocol: 'HTTP',
  version: '1.1',
  endpoint: { uris: ['http://192.0.2.10:8085/own/v1'] },
  security: {},
  ...changes,
});

export const category = (id: string): CategoryRef => ({ href: `/catalogue/${id}`, id, name: `Category ${id}`, version: '1.0' });

/** A registration with nothing but what is required; its name is its own. */
export const serviceRegistration = (changes: Partial<ServiceInfoPost> = {}): ServiceInfoPost => ({
  serName: `service-${randomUUID()}`,
  version: '1.0.0',
  state: 'ACTIVE',
  serializer: 'JSON',
  ...(changes.transportId === undefined && { transportInfo: transportInfo() }),
  ...changes,
});

export const availabilitySubscription = (callbackReference: string, filteringCriteria?: ServiceFilteringCriteria): AvailabilitySubscription => ({
  subscriptionType: 'SerAvailabilityNotificationSubscription',
  callbackReference,
  ...(filteringCriteria && { filteringCriteria }),
});

/** A copy that lacks some attributes, for requests that have to be refused. */
export function without<T extends object>(value: T, ...names: (keyof T)[]): Partial<T> {
  const copy: Partial<T> = { ...value };
  for (const name of names) delete copy[name];
  return copy;
}

/** Makes an application instance known to a running platform, which has no request for that; answers its id. */
export async function createApplication({ server }: Pick<TestPlatform, 'server'>, { appInstanceId = randomUUID() }: { appInstanceId?: string } = {}): Promise<string> {
  const appInstances = server.app.get(AppInstances);
  await server.app
    .get(UnitOfWork)
    .run((transaction) => appInstances.create(transaction, { appInstanceId, appName: 'test application', origin: 'SEED' }));
  return appInstanceId;
}

/** Ends an application instance, together with all that it has. */
export async function endApplication({ server }: Pick<TestPlatform, 'server'>, appInstanceId: string): Promise<void> {
  const appInstances = server.app.get(AppInstances);
  await server.app.get(UnitOfWork).run((transaction) => appInstances.end(transaction, appInstanceId));
}
