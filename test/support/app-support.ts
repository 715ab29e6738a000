import { type AppInfo, appInfo, terminationSubscription } from './app-support-factories.js';
import { pathOf } from './service-management.js';
import type { SpecAgent } from './spec-agent.js';

export const APP_SUPPORT = '/mec_app_support/v2';
/** The version that ETSI's published document names, for the same operations. */
export const APP_SUPPORT_ALIAS = '/mec_app_support/v1';

export const REGISTRATIONS = `${APP_SUPPORT}/registrations`;
export const TIMING_CAPS = `${APP_SUPPORT}/timing/timing_caps`;
export const CURRENT_TIME = `${APP_SUPPORT}/timing/current_time`;

const applicationPath = (appInstanceId: string) => `${APP_SUPPORT}/applications/${encodeURIComponent(appInstanceId)}`;

export const registrationOf = (appInstanceId: string) => `${REGISTRATIONS}/${encodeURIComponent(appInstanceId)}`;
export const trafficRulesOf = (appInstanceId: string) => `${applicationPath(appInstanceId)}/traffic_rules`;
export const trafficRuleOf = (appInstanceId: string, ruleId: string) => `${trafficRulesOf(appInstanceId)}/${encodeURIComponent(ruleId)}`;
export const dnsRulesOf = (appInstanceId: string) => `${applicationPath(appInstanceId)}/dns_rules`;
export const dnsRuleOf = (appInstanceId: string, ruleId: string) => `${dnsRulesOf(appInstanceId)}/${encodeURIComponent(ruleId)}`;
export const terminationSubscriptionsOf = (appInstanceId: string) => `${applicationPath(appInstanceId)}/subscriptions`;
export const confirmReadyOf = (appInstanceId: string) => `${applicationPath(appInstanceId)}/confirm_ready`;
export const confirmTerminationOf = (appInstanceId: string) => `${applicationPath(appInstanceId)}/confirm_termination`;

/** The same resource under the alias. */
export const underAlias = (path: string) => path.replace(APP_SUPPORT, APP_SUPPORT_ALIAS);

export const READY = { indication: 'READY' };

/** Registers an application; answers what the platform keeps of it. */
export async function registerApplication(api: SpecAgent, changes: Partial<AppInfo> = {}): Promise<AppInfo & { appInstanceId: string }> {
  const { body } = await api.post(REGISTRATIONS).send(appInfo(changes)).expect(201);
  return body as AppInfo & { appInstanceId: string };
}

/** Subscribes to being told before the end; answers the path of the subscription. */
export async function subscribeToTermination(api: SpecAgent, appInstanceId: string, callbackReference: string): Promise<string> {
  const body = terminationSubscription(appInstanceId, callbackReference);
  const { headers } = await api.post(terminationSubscriptionsOf(appInstanceId)).send(body).expect(201);
  return pathOf(String(headers['location']));
}

/** The application says that it is up and running. */
export async function confirmReady(api: SpecAgent, appInstanceId: string): Promise<void> {
  await api.post(confirmReadyOf(appInstanceId)).send(READY).expect(204);
}
