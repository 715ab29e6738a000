import { addressFamily } from '../../../common/ip/index.js';
import type { Fault } from '../../../common/problem/index.js';
import { trafficFilterFaults } from '../../../common/traffic-filter/index.js';
import type { InterfaceDescriptor, TrafficRuleDescriptor } from '../types.js';

/** How many destinations an action has (MEC 010-2, 6.2.1.9). */
const DESTINATIONS: Record<TrafficRuleDescriptor['action'], { count: number; inWords: string }> = {
  DROP: { count: 0, inWords: 'none' },
  FORWARD_DECAPSULATED: { count: 1, inWords: 'exactly one' },
  FORWARD_ENCAPSULATED: { count: 1, inWords: 'exactly one' },
  PASSTHROUGH: { count: 1, inWords: 'exactly one' },
  DUPLICATE_DECAPSULATED: { count: 2, inWords: 'exactly two' },
  DUPLICATE_ENCAPSULATED: { count: 2, inWords: 'exactly two' },
};

/** What belongs to each type of interface (MEC 010-2, 6.2.1.11). */
const BELONGS: Record<InterfaceDescriptor['interfaceType'], (keyof InterfaceDescriptor)[]> = {
  TUNNEL: ['tunnelInfo'],
  MAC: ['srcMACAddress', 'dstMACAddress'],
  IP: ['dstIPAddress'],
};
const ATTRIBUTES = Object.values(BELONGS).flat();

function destinationFaults(destination: InterfaceDescriptor, place: string): Fault[] {
  const { interfaceType, dstIPAddress, tunnelInfo } = destination;
  const belongs = BELONGS[interfaceType];
  const addresses = { dstIPAddress, 'tunnelInfo/tunnelDstAddress': tunnelInfo?.tunnelDstAddress, 'tunnelInfo/tunnelSrcAddress': tunnelInfo?.tunnelSrcAddress };
  return [
    ...belongs.filter((name) => destination[name] === undefined).map((name) => ({ place, detail: `lacks the attribute ${name}, which an interface of type ${interfaceType} has` })),
    ...ATTRIBUTES.filter((name) => destination[name] !== undefined && !belongs.includes(name)).map((name) => ({ place: `${place}/${name}`, detail: `is not for an interface of type ${interfaceType}` })),
    ...Object.entries(addresses).flatMap(([name, address]) =>
      address !== undefined && addressFamily(address) === undefined ? [{ place: `${place}/${name}`, detail: 'must be an IPv4 or IPv6 address' }] : [],
    ),
  ];
}

/** What is wrong with a traffic rule of a descriptor (MEC 010-2, 6.2.1.9) that its schema cannot say; `place` is the JSON Pointer to it. */
export const trafficRuleFaults = (rule: TrafficRuleDescriptor, place: string): Fault[] => [
  ...rule.trafficFilter.flatMap((filter, index) => trafficFilterFaults(filter, `${place}/trafficFilter/${index}`)),
  ...destinationsFaults(rule, place),
];

function destinationsFaults({ action, dstInterface = [] }: TrafficRuleDescriptor, place: string): Fault[] {
  const { count, inWords } = DESTINATIONS[action];
  const found = dstInterface.length;
  if (found !== count) return [{ place: `${place}/dstInterface`, detail: `${action} needs ${inWords}, there ${found === 1 ? 'is 1' : `are ${found}`}` }];
  return dstInterface.flatMap((destination, index) => destinationFaults(destination, `${place}/dstInterface/${index}`));
}
