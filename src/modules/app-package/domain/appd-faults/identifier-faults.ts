import type { Fault } from '../../../common/problem/index.js';
import type { AppD } from '../types.js';

/** Whatever has an id is referred to by it: rules, grants, containers and images. */
const IDENTIFIED = (appD: AppD): Record<string, string[]> => ({
  'appTrafficRule/*/trafficRuleId': (appD.appTrafficRule ?? []).map(({ trafficRuleId }) => trafficRuleId),
  'appDNSRule/*/dnsRuleId': (appD.appDNSRule ?? []).map(({ dnsRuleId }) => dnsRuleId),
  'osContainerDescriptor/*/osContainerDescId': (appD.osContainerDescriptor ?? []).map(({ osContainerDescId }) => osContainerDescId),
  'swImageDescriptor/*/id': appD.swImageDescriptor.map(({ id }) => id),
  'virtualStorageDescriptor/*/id': (appD.virtualStorageDescriptor ?? []).map(({ id }) => id),
  'appExtCpd/*/cpdId': appD.appExtCpd.map(({ cpdId }) => cpdId),
});

/** The same id may not be given twice. */
export const identifierFaults = (appD: AppD): Fault[] =>
  Object.entries(IDENTIFIED(appD)).flatMap(([place, ids]) => {
    const first = new Map(ids.map((id, index) => [id, index] as const).toReversed());
    return ids.flatMap((id, index) => (first.get(id) === index ? [] : [{ place: `/${place.replace('*', String(index))}`, detail: `is ${id}, as another is` }]));
  });
