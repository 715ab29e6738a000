import type { DnsRuleDescriptor, TrafficRuleDescriptor } from '../../app-package/index.js';
import type { DestinationInterface, DnsRuleAttributes, TrafficRuleAttributes } from '../../app-rules/index.js';
import { impossible } from '../../common/problem/index.js';

type FilterDescriptor = TrafficRuleDescriptor['trafficFilter'][number];
type InterfaceDescriptor = NonNullable<TrafficRuleDescriptor['dstInterface']>[number];

/** MEC 011's filter has no such attributes: without them the rule would match more than it may. */
const UNKNOWN_TO_MEC_011 = ['uri', 'packetLabel'] as const;

const isGiven = (value: unknown): boolean => value !== undefined && !(Array.isArray(value) && value.length === 0);

function filterOf(filter: FilterDescriptor, trafficRuleId: string): TrafficRuleAttributes['trafficFilter'][number] {
  const unknown = UNKNOWN_TO_MEC_011.find((name) => isGiven(filter[name]));
  if (unknown !== undefined) throw impossible(`The traffic rule ${trafficRuleId} goes by ${unknown}, for which a traffic rule of MEC 011 has no attribute.`);
  return Object.fromEntries(Object.entries(filter).filter(([, value]) => isGiven(value)));
}

function destinationOf({ interfaceType, tunnelInfo, srcMACAddress, dstMACAddress, dstIPAddress }: InterfaceDescriptor): DestinationInterface {
  return {
    interfaceType,
    ...(tunnelInfo && {
      tunnelInfo: {
        tunnelType: tunnelInfo.tunnelType === 'GTP-U' ? 'GTP_U' : 'GRE',
        tunnelDstAddress: tunnelInfo.tunnelDstAddress,
        tunnelSrcAddress: tunnelInfo.tunnelSrcAddress,
      },
    }),
    ...(srcMACAddress !== undefined && { srcMacAddress: srcMACAddress }),
    ...(dstMACAddress !== undefined && { dstMacAddress: dstMACAddress }),
    ...(dstIPAddress !== undefined && { dstIpAddress: dstIPAddress }),
  };
}

/** A traffic rule as MEC 011, 7.1.2.2 has it. @throws Problem 422 if MEC 011 cannot say it */
export function trafficRuleOf({ trafficRuleId, filterType, priority, trafficFilter, action, dstInterface = [] }: TrafficRuleDescriptor): TrafficRuleAttributes {
  const [first, ...others] = dstInterface.map(destinationOf);
  return {
    filterType,
    priority,
    trafficFilter: trafficFilter.map((filter) => filterOf(filter, trafficRuleId)),
    action,
    ...(first && { dstInterface: others.length > 0 ? [first, ...others] : first }),
    state: 'ACTIVE',
  };
}

/** A DNS rule as MEC 011, 7.1.2.3 has it. */
export const dnsRuleOf = ({ domainName, ipAddressType, ipAddress, ttl }: DnsRuleDescriptor): DnsRuleAttributes => ({
  domainName,
  ipAddressType,
  ipAddress,
  ...(ttl !== undefined && { ttl }),
  state: 'ACTIVE',
});
