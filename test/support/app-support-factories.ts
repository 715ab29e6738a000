import { randomUUID } from 'node:crypto';
import type { components } from '../../src/generated/mec011-app-support.js';

type Schemas = components['schemas'];
export type AppInfo = Schemas['AppInfo'];
export type TrafficRule = Omit<Schemas['TrafficRule'], 'trafficRuleId'>;
export type TrafficFilter = Schemas['TrafficFilter'];
export type DestinationInterface = Schemas['DestinationInterface'];
export type DnsRule = Omit<Schemas['DnsRule'], 'dnsRuleId'>;
export type TimingCaps = Schemas['TimingCaps'];
export type CurrentTime = Schemas['CurrentTime'];
export type OperationAction = Schemas['OperationAction'];
export type AppTerminationNotification = Schemas['AppTerminationNotification'];
export type AppTerminationSubscription = Omit<Schemas['AppTerminationNotificationSubscription'], '_links'>;

/** A registration with nothing but what is required of an application that the platform has not started; its name is its own. */
export const appInfo = (changes: Partial<AppInfo> = {}): AppInfo => ({
  appName: `application-${randomUUID()}`,
  endpoint: { uris: ['http://192.0.2.10:8085/own/v1'] },
  ...changes,
});

/** What an application that the platform has started says of itself; its dependencies stand in its descriptor. */
export const managedAppInfo = (appInstanceId: string, appName: string, changes: Partial<AppInfo> = {}): AppInfo => ({
  appName,
  appInstanceId,
  appDId: 'descriptor-1',
  isInsByMec: true,
  ...changes,
});

/** An interface of the type IP. */
export const toAddress = (dstIpAddress: string): DestinationInterface => ({ interfaceType: 'IP', dstIpAddress });

/** A rule that forwards to one host. */
export const trafficRule = (changes: Partial<TrafficRule> = {}): TrafficRule => ({
  filterType: 'FLOW',
  priority: 10,
  trafficFilter: [{ srcAddress: ['10.45.0.0/16'], dstAddress: ['198.51.100.20'], dstPort: ['8085'], protocol: ['tcp'] }],
  action: 'FORWARD_DECAPSULATED',
  dstInterface: toAddress('192.0.2.10'),
  state: 'INACTIVE',
  ...changes,
});

/** A rule that drops what matches: the action that has no destination. */
export function droppingRule(changes: Partial<TrafficRule> = {}): TrafficRule {
  const { dstInterface: _none, ...rule } = trafficRule({ action: 'DROP' });
  return { ...rule, ...changes };
}

export const dnsRule = (changes: Partial<DnsRule> = {}): DnsRule => ({
  domainName: 'app.edge.example',
  ipAddressType: 'IP_V4',
  ipAddress: '192.0.2.10',
  ttl: 60,
  state: 'INACTIVE',
  ...changes,
});

/** A DNS rule that never expires. */
export function lastingDnsRule(changes: Partial<DnsRule> = {}): DnsRule {
  const { ttl: _never, ...rule } = dnsRule(changes);
  return rule;
}

export const terminationSubscription = (appInstanceId: string, callbackReference: string): AppTerminationSubscription => ({
  subscriptionType: 'AppTerminationNotificationSubscription',
  callbackReference,
  appInstanceId,
});
