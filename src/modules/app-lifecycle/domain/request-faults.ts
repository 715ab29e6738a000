import { dnsRuleFaults, trafficRuleFaults } from '../../app-package/index.js';
import type { Fault } from '../../common/problem/index.js';
import type { ConfigPlatformForAppRequest, InstantiateAppRequest, LocationConstraints, OperateAppRequest, TerminateAppRequest } from './types.js';

const fault = (applies: boolean | undefined, place: string, detail: string): Fault[] => (applies ? [{ place, detail }] : []);

/** MEC 010-2, 6.2.2.8. */
export function operateFaults({ changeStateTo, stopType, gracefulStopTimeout }: OperateAppRequest): Fault[] {
  const hasTimeout = gracefulStopTimeout !== undefined;
  if (changeStateTo === 'STARTED')
    return [
      ...fault(stopType !== undefined, '/stopType', 'is for changeStateTo STOPPED only'),
      ...fault(hasTimeout, '/gracefulStopTimeout', 'is for changeStateTo STOPPED only'),
    ];
  return stopType === 'GRACEFUL'
    ? fault(!hasTimeout, '', 'lacks the attribute gracefulStopTimeout, which stopType GRACEFUL needs')
    : fault(hasTimeout, '/gracefulStopTimeout', 'is for stopType GRACEFUL only');
}

/** MEC 010-2, 6.2.2.9. */
export const terminateFaults = ({ terminationType, gracefulTerminationTimeout }: TerminateAppRequest): Fault[] =>
  fault(terminationType === 'FORCEFUL' && gracefulTerminationTimeout !== undefined, '/gracefulTerminationTimeout', 'is for terminationType GRACEFUL only');

const isClosed = (ring: number[][]): boolean => JSON.stringify(ring[0]) === JSON.stringify(ring.at(-1));

/** MEC 010-2, 6.2.2.2; RFC 7946, 3.1.6. */
function locationFaults({ countryCode, civicAddressElement = [], area }: LocationConstraints): Fault[] {
  const place = '/locationConstraints';
  return [
    ...fault(countryCode === undefined && !area, place, 'lacks the attribute countryCode, which is needed without area'),
    ...fault(area && civicAddressElement.length > 0, place, 'has area and civicAddressElement, which exclude each other'),
    ...(area?.coordinates ?? []).flatMap((ring, index) => fault(!isClosed(ring), `${place}/area/coordinates/${index}`, 'must end where it begins')),
  ];
}

const repeated = (ids: string[], attribute: string, idAttribute: string): Fault[] =>
  ids.flatMap((id, index) => fault(ids.indexOf(id) !== index, `/${attribute}/${index}/${idAttribute}`, 'is the id of another one, too'));

/** MEC 010-2, 6.2.2.7; an empty list is as good as none. */
export const instantiateFaults = ({ virtualComputeDescriptor, osContainerDescriptor = [], virtualStorageDescriptor = [], locationConstraints }: InstantiateAppRequest): Fault[] => [
  ...fault(virtualComputeDescriptor && osContainerDescriptor.length > 0, '', 'has virtualComputeDescriptor and osContainerDescriptor, which exclude each other'),
  ...repeated(osContainerDescriptor.map(({ osContainerDescId }) => osContainerDescId), 'osContainerDescriptor', 'osContainerDescId'),
  ...repeated(virtualStorageDescriptor.map(({ id }) => id), 'virtualStorageDescriptor', 'id'),
  ...(locationConstraints ? locationFaults(locationConstraints) : []),
];

/** MEC 010-2, 6.2.1.9 to 6.2.1.13. */
export const configurationFaults = ({ appTrafficRule = [], appDNSRule = [] }: ConfigPlatformForAppRequest): Fault[] => [
  ...appTrafficRule.flatMap((rule, index) => trafficRuleFaults(rule, `/appTrafficRule/${index}`)),
  ...repeated(appTrafficRule.map(({ trafficRuleId }) => trafficRuleId), 'appTrafficRule', 'trafficRuleId'),
  ...appDNSRule.flatMap((rule, index) => dnsRuleFaults(rule, `/appDNSRule/${index}`)),
  ...repeated(appDNSRule.map(({ dnsRuleId }) => dnsRuleId), 'appDNSRule', 'dnsRuleId'),
];
