import { randomUUID } from 'node:crypto';
import type { components } from '../../src/generated/mm5.js';
import { type DnsRule, dnsRule, type OperationAction, type TrafficRule, trafficRule } from './app-support-factories.js';
import type { SpecAgent } from './spec-agent.js';

export type ManagedAppInstance = components['schemas']['AppInstance'];

export const MM5 = '/mm5/v1';
export const APP_INSTANCES = `${MM5}/app_instances`;

export const appInstanceOf = (appInstanceId: string) => `${APP_INSTANCES}/${encodeURIComponent(appInstanceId)}`;
export const terminateOf = (appInstanceId: string) => `${appInstanceOf(appInstanceId)}/terminate`;
export const managedTrafficRulesOf = (appInstanceId: string) => `${appInstanceOf(appInstanceId)}/traffic_rules`;
export const managedTrafficRuleOf = (appInstanceId: string, ruleId: string) => `${managedTrafficRulesOf(appInstanceId)}/${encodeURIComponent(ruleId)}`;
export const managedDnsRulesOf = (appInstanceId: string) => `${appInstanceOf(appInstanceId)}/dns_rules`;
export const managedDnsRuleOf = (appInstanceId: string, ruleId: string) => `${managedDnsRulesOf(appInstanceId)}/${encodeURIComponent(ruleId)}`;

/** Gives an application instance a traffic rule; answers the rule's id. */
export async function addTrafficRule(api: SpecAgent, appInstanceId: string, changes: Partial<TrafficRule> = {}): Promise<string> {
  const trafficRuleId = randomUUID();
  await api.post(managedTrafficRulesOf(appInstanceId)).send({ ...trafficRule(changes), trafficRuleId }).expect(201);
  return trafficRuleId;
}

/** Gives an application instance a DNS rule; answers the rule's id. */
export async function addDnsRule(api: SpecAgent, appInstanceId: string, changes: Partial<DnsRule> = {}, rule = dnsRule): Promise<string> {
  const dnsRuleId = randomUUID();
  await api.post(managedDnsRulesOf(appInstanceId)).send({ ...rule(changes), dnsRuleId }).expect(201);
  return dnsRuleId;
}

export async function appInstance(api: SpecAgent, appInstanceId: string): Promise<ManagedAppInstance> {
  const { body } = await api.get(appInstanceOf(appInstanceId)).expect(200);
  return body as ManagedAppInstance;
}

/** Stops or terminates an application instance, without asking it unless it is given seconds to finish. */
export async function terminate(api: SpecAgent, appInstanceId: string, operationAction: OperationAction, maxGracefulTimeout = 0): Promise<ManagedAppInstance> {
  const { body } = await api.post(terminateOf(appInstanceId)).send({ operationAction, maxGracefulTimeout }).expect(202);
  return body as ManagedAppInstance;
}
