import type { SpecAgent } from './spec-agent.js';
import { availabilitySubscription, type ServiceFilteringCriteria, type ServiceInfo, type ServiceInfoPost, serviceRegistration } from './factories.js';

export const SERVICE_MANAGEMENT = '/mec_service_mgmt/v1';
export const SERVICES = `${SERVICE_MANAGEMENT}/services`;
export const TRANSPORTS = `${SERVICE_MANAGEMENT}/transports`;

const applicationPath = (appInstanceId: string) => `${SERVICE_MANAGEMENT}/applications/${encodeURIComponent(appInstanceId)}`;

export const servicesOf = (appInstanceId: string) => `${applicationPath(appInstanceId)}/services`;
export const serviceOf = (appInstanceId: string, serInstanceId: string) => `${servicesOf(appInstanceId)}/${serInstanceId}`;
export const livenessOf = (appInstanceId: string, serInstanceId: string) => `${serviceOf(appInstanceId, serInstanceId)}/liveness`;
export const subscriptionsOf = (appInstanceId: string) => `${applicationPath(appInstanceId)}/subscriptions`;

/** The path that a link leads to. */
export const pathOf = (href: string): string => new URL(href, 'http://relative.invalid').pathname;

export async function registerService(api: SpecAgent, appInstanceId: string, changes: Partial<ServiceInfoPost> = {}): Promise<ServiceInfo> {
  const { body } = await api.post(servicesOf(appInstanceId)).send(serviceRegistration(changes)).expect(201);
  return body as ServiceInfo;
}

/** Subscribes; answers the path of the subscription. */
export async function subscribe(api: SpecAgent, appInstanceId: string, callbackReference: string, criteria?: ServiceFilteringCriteria): Promise<string> {
  const { headers } = await api.post(subscriptionsOf(appInstanceId)).send(availabilitySubscription(callbackReference, criteria)).expect(201);
  return pathOf(String(headers['location']));
}
