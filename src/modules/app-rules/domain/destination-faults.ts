import { addressFamily } from '../../common/ip/index.js';
import type { Fault } from '../../common/problem/index.js';
import type { DestinationInterface, TrafficRuleAttributes } from './types.js';

/** How many destination interfaces an action has (MEC 011, 7.1.2.2). */
const INTERFACES: Record<TrafficRuleAttributes['action'], number> = {
  DROP: 0,
  FORWARD_DECAPSULATED: 1,
  FORWARD_ENCAPSULATED: 1,
  PASSTHROUGH: 1,
  DUPLICATE_DECAPSULATED: 2,
  DUPLICATE_ENCAPSULATED: 2,
};

/** What an interface of each type names its destination with (MEC 011, 7.1.5.3). */
const NAMED_BY: Record<DestinationInterface['interfaceType'], (keyof DestinationInterface)[]> = {
  TUNNEL: ['tunnelInfo'],
  MAC: ['srcMacAddress', 'dstMacAddress'],
  IP: ['dstIpAddress'],
};

const MAC_ADDRESS = /^([0-9A-Fa-f]{2}[:-]){5}[0-9A-Fa-f]{2}$/;

/** The destination interfaces of a rule, however they were written. */
const destinationsOf = ({ dstInterface }: TrafficRuleAttributes): DestinationInterface[] => (dstInterface === undefined ? [] : [dstInterface].flat());

function interfaceFaults(destination: DestinationInterface, place: string): Fault[] {
  const { interfaceType, tunnelInfo, dstIpAddress } = destination;
  const faults: Fault[] = NAMED_BY[interfaceType]
    .filter((attribute) => destination[attribute] === undefined)
    .map((attribute) => ({ place, detail: `lacks the attribute ${attribute}, which an interface of type ${interfaceType} has` }));
  if (tunnelInfo && interfaceType !== 'TUNNEL') faults.push({ place: `${place}/tunnelInfo`, detail: 'is for interfaces of type TUNNEL only' });
  const { tunnelDstAddress, tunnelSrcAddress } = tunnelInfo ?? {};
  for (const [attribute, address] of Object.entries({ dstIpAddress, 'tunnelInfo/tunnelDstAddress': tunnelDstAddress, 'tunnelInfo/tunnelSrcAddress': tunnelSrcAddress }))
    if (address !== undefined && addressFamily(address) === undefined) faults.push({ place: `${place}/${attribute}`, detail: 'must be an IPv4 or IPv6 address' });
  for (const attribute of ['srcMacAddress', 'dstMacAddress'] as const) {
    const address = destination[attribute];
    if (address !== undefined && !MAC_ADDRESS.test(address)) faults.push({ place: `${place}/${attribute}`, detail: 'must be a MAC address such as 02:00:00:00:00:01' });
  }
  return faults;
}

/** What is wrong with the destinations of a rule, and with their number. */
export function destinationFaults(rule: TrafficRuleAttributes): Fault[] {
  const { action, dstInterface } = rule;
  const destinations = destinationsOf(rule);
  const expected = INTERFACES[action];
  if (destinations.length !== expected)
    return [{ place: '/dstInterface', detail: `must name ${expected === 0 ? 'nothing' : `${expected} interface${expected > 1 ? 's' : ''}`} for the action ${action}` }];
  const isList = Array.isArray(dstInterface);
  return destinations.flatMap((destination, index) => interfaceFaults(destination, isList ? `/dstInterface/${index}` : '/dstInterface'));
}
