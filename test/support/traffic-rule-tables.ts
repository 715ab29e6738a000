import { type DestinationInterface, droppingRule, toAddress, type TrafficRule, trafficRule } from './app-support-factories.js';

// What MEC 011, 7.1.2.2 and 7.1.5, admit in a traffic rule and what they don't, for every way in which a rule can be sent.

interface Syntax {
  /** Attributes of a filter whose values are written so. */
  attributes: string[];
  accepted: string[];
  refused: string[];
}

export const FILTER_SYNTAXES: Syntax[] = [
  {
    attributes: ['srcAddress', 'dstAddress', 'srcTunnelAddress', 'tgtTunnelAddress'],
    accepted: [
      '192.0.2.1',
      '0.0.0.0',
      '10.0.0.0/8',
      '10.1.2.3/8',
      '0.0.0.0/0',
      '192.0.2.1/32',
      '192.0.2.0/255.255.255.0',
      '192.0.2.1-192.0.2.9',
      '192.0.2.1-192.0.2.1',
      '2001:db8::1',
      '2001:DB8::',
      '::',
      '2001:db8:7::/48',
      '::/0',
      '2001:db8::1/128',
      '2001:db8::1-2001:db8::ffff',
      '::ffff:192.0.2.1',
    ],
    refused: [
      'any',
      'app.example',
      '192.0.2',
      '192.0.2.256',
      '192.0.2.01',
      '0x7f.0.0.1',
      '192.0.2.1/33',
      '192.0.2.1/-1',
      '192.0.2.0/255.0.255.0',
      '192.0.2.0/',
      '/24',
      '192.0.2.0/24/24',
      '192.0.2.9-192.0.2.1',
      '192.0.2.1-',
      '-192.0.2.1',
      '192.0.2.1-192.0.2.2-192.0.2.3',
      '192.0.2.1,192.0.2.2',
      '192.0.2.1-2001:db8::1',
      '192.0.2.1:80',
      '2001:db8::/129',
      '2001:db8::/ffff::',
      '2001:db8::1::2',
      '[2001:db8::1]',
      'fe80::1%eth0',
      '',
    ],
  },
  {
    attributes: ['srcPort', 'dstPort', 'srcTunnelPort', 'dstTunnelPort'],
    accepted: ['1', '80', '65535', '8080-8090', '80-80', '1-65535'],
    refused: ['http', '65536', '-1', '8090-8080', '80-', '-80', '80-90-100', '80,81', '80:90', '8.5', '0x50', '80-65536', '*', ''],
  },
  {
    attributes: ['protocol'],
    accepted: ['tcp', 'TCP', 'Udp', 'sctp', 'icmp', 'IPv6-ICMP', 'esp', 'gre', '6', '17', '0', '255'],
    refused: ['http', 'tcpp', 'tcp/udp', '256', '-1', '6.0', 'any', '*', ''],
  },
];

type Place = string;

const filtering = (filter: object) => trafficRule({ trafficFilter: [filter] });

/** Rules that are no rules by their structure, with what the problem has to name. */
export const MALFORMED_RULES: [string, object, Place][] = [
  ['no filterType', { ...trafficRule(), filterType: undefined }, 'lacks the attribute filterType'],
  ['an unknown filterType', { ...trafficRule(), filterType: 'STREAM' }, '/filterType'],
  ['no priority', { ...trafficRule(), priority: undefined }, 'lacks the attribute priority'],
  ['priority -1', trafficRule({ priority: -1 }), '/priority'],
  ['priority 256', trafficRule({ priority: 256 }), '/priority'],
  ['priority 1.5', trafficRule({ priority: 1.5 }), '/priority'],
  ['a text for the priority', { ...trafficRule(), priority: '1' }, '/priority'],
  ['null for the priority', { ...trafficRule(), priority: null }, '/priority'],
  ['no trafficFilter', { ...trafficRule(), trafficFilter: undefined }, 'lacks the attribute trafficFilter'],
  ['no filters', trafficRule({ trafficFilter: [] }), '/trafficFilter must have at least 1 item'],
  ['an object for the filters', { ...trafficRule(), trafficFilter: {} }, '/trafficFilter'],
  ['null among the filters', { ...trafficRule(), trafficFilter: [{}, null] }, '/trafficFilter/1'],
  ['a text for addresses', filtering({ srcAddress: '192.0.2.1' }), '/trafficFilter/0/srcAddress'],
  ['a number for a port', filtering({ dstPort: [80] }), '/trafficFilter/0/dstPort/0'],
  ['an empty tag', filtering({ tag: [''] }), '/trafficFilter/0/tag/0'],
  ['qCI -1', filtering({ qCI: -1 }), '/trafficFilter/0/qCI'],
  ['qCI 256', filtering({ qCI: 256 }), '/trafficFilter/0/qCI'],
  ['dSCP 64', filtering({ dSCP: 64 }), '/trafficFilter/0/dSCP'],
  ['tC 256', filtering({ tC: 256 }), '/trafficFilter/0/tC'],
  ['no action', { ...trafficRule(), action: undefined }, 'lacks the attribute action'],
  ['an unknown action', { ...trafficRule(), action: 'FORWARD' }, '/action'],
  ['an unknown state', { ...trafficRule(), state: 'ASLEEP' }, '/state'],
  ['a text for dstInterface', { ...trafficRule(), dstInterface: '192.0.2.10' }, '/dstInterface'],
  ['null for dstInterface', { ...droppingRule(), dstInterface: null }, '/dstInterface'],
  ['an interface without its type', { ...trafficRule(), dstInterface: { dstIpAddress: '192.0.2.10' } }, '/dstInterface lacks the attribute interfaceType'],
  ['an unknown type of interface', { ...trafficRule(), dstInterface: { interfaceType: 'WIRE' } }, '/dstInterface/interfaceType'],
  ['an unknown type of tunnel', { ...trafficRule(), dstInterface: { interfaceType: 'TUNNEL', tunnelInfo: { tunnelType: 'VXLAN' } } }, '/dstInterface/tunnelInfo/tunnelType'],
  ['a tunnel without its type', { ...trafficRule(), dstInterface: { interfaceType: 'TUNNEL', tunnelInfo: {} } }, '/dstInterface/tunnelInfo lacks the attribute tunnelType'],
  ['the name of its type around it', { TrafficRule: trafficRule() }, 'lacks the attribute filterType'],
];

const [one, two, three] = ['192.0.2.10', '192.0.2.11', '2001:db8::12'].map(toAddress) as [DestinationInterface, DestinationInterface, DestinationInterface];
const to = (action: TrafficRule['action'], dstInterface?: unknown): TrafficRule =>
  ({ ...droppingRule({ action }), ...(dstInterface !== undefined && { dstInterface }) }) as TrafficRule;

const FORWARDING = ['FORWARD_DECAPSULATED', 'FORWARD_ENCAPSULATED', 'PASSTHROUGH'] as const;
const DUPLICATING = ['DUPLICATE_DECAPSULATED', 'DUPLICATE_ENCAPSULATED'] as const;

/** Rules whose number of destinations does not fit the action; all have to name /dstInterface. */
export const MISDIRECTED_RULES: [string, TrafficRule][] = [
  ['DROP to one interface', to('DROP', one)],
  ['DROP to a list of one', to('DROP', [one])],
  ['DROP to two interfaces', to('DROP', [one, two])],
  ['DROP to an empty list', to('DROP', [])],
  ...FORWARDING.flatMap((action): [string, TrafficRule][] => [
    [`${action} to nowhere`, to(action)],
    [`${action} to an empty list`, to(action, [])],
    [`${action} to two interfaces`, to(action, [one, two])],
  ]),
  ...DUPLICATING.flatMap((action): [string, TrafficRule][] => [
    [`${action} to nowhere`, to(action)],
    [`${action} to one interface`, to(action, one)],
    [`${action} to a list of one`, to(action, [one])],
    [`${action} to three interfaces`, to(action, [one, two, three])],
  ]),
];

const toInterface = (dstInterface: DestinationInterface) => to('PASSTHROUGH', dstInterface);
const MAC = { interfaceType: 'MAC', srcMacAddress: '02:00:00:00:00:01', dstMacAddress: '02-00-00-00-00-0A' } as const;
const TUNNEL = { interfaceType: 'TUNNEL', tunnelInfo: { tunnelType: 'GTP_U', tunnelDstAddress: '192.0.2.1', tunnelSrcAddress: '2001:db8::1' } } as const;

/** Rules with a destination that is none of MEC 011, 7.1.5.3, and the place. */
export const LOST_RULES: [string, TrafficRule, Place][] = [
  ['a tunnel that is not told', toInterface({ interfaceType: 'TUNNEL' }), '/dstInterface lacks the attribute tunnelInfo'],
  ['an address that is not told', toInterface({ interfaceType: 'IP' }), '/dstInterface lacks the attribute dstIpAddress'],
  ['a sender that is not told', toInterface({ interfaceType: 'MAC', dstMacAddress: MAC.dstMacAddress }), '/dstInterface lacks the attribute srcMacAddress'],
  ['a receiver that is not told', toInterface({ interfaceType: 'MAC', srcMacAddress: MAC.srcMacAddress }), '/dstInterface lacks the attribute dstMacAddress'],
  ['a tunnel beside an address', toInterface({ ...one, tunnelInfo: TUNNEL.tunnelInfo }), '/dstInterface/tunnelInfo'],
  ['a tunnel beside MAC addresses', toInterface({ ...MAC, tunnelInfo: TUNNEL.tunnelInfo }), '/dstInterface/tunnelInfo'],
  ['a name for an address', toInterface(toAddress('app.example')), '/dstInterface/dstIpAddress'],
  ['a prefix for an address', toInterface(toAddress('192.0.2.0/24')), '/dstInterface/dstIpAddress'],
  ['a MAC address that is too short', toInterface({ ...MAC, dstMacAddress: '02:00:00:00:00' }), '/dstInterface/dstMacAddress'],
  ['a word for a MAC address', toInterface({ ...MAC, srcMacAddress: 'eth0' }), '/dstInterface/srcMacAddress'],
  ['a tunnel to a name', toInterface({ ...TUNNEL, tunnelInfo: { ...TUNNEL.tunnelInfo, tunnelDstAddress: 'upf.example' } }), '/dstInterface/tunnelInfo/tunnelDstAddress'],
  ['a tunnel from a name', toInterface({ ...TUNNEL, tunnelInfo: { ...TUNNEL.tunnelInfo, tunnelSrcAddress: 'gnb.example' } }), '/dstInterface/tunnelInfo/tunnelSrcAddress'],
  ['a second one that is not told', to('DUPLICATE_DECAPSULATED', [one, { interfaceType: 'IP' }]), '/dstInterface/1 lacks the attribute dstIpAddress'],
];

/** Rules that are right, and have to be returned in the form in which they were sent. */
export const RIGHT_RULES: [string, TrafficRule][] = [
  ['DROP', to('DROP')],
  ...FORWARDING.flatMap((action): [string, TrafficRule][] => [
    [`${action} to an object`, to(action, one)],
    [`${action} to a list of one`, to(action, [one])],
  ]),
  ...DUPLICATING.map((action): [string, TrafficRule] => [`${action} to a list of two`, to(action, [one, two])]),
  ['MAC addresses', toInterface(MAC)],
  ['a GTP-U tunnel', toInterface(TUNNEL)],
  ['a GRE tunnel', toInterface({ interfaceType: 'TUNNEL', tunnelInfo: { tunnelType: 'GRE' } })],
  ['the highest priority', trafficRule({ priority: 0 })],
  ['the lowest priority', trafficRule({ priority: 255 })],
  ['the kind PACKET', trafficRule({ filterType: 'PACKET' })],
  ['a filter that admits everything', filtering({})],
  ['empty attributes of a filter', filtering({ srcAddress: [], dstPort: [], protocol: [], tag: [] })],
  ['the least classes', filtering({ qCI: 0, dSCP: 0, tC: 0 })],
  ['the greatest classes', filtering({ qCI: 255, dSCP: 63, tC: 255 })],
  ['tags', filtering({ tag: ['a', 'b'] })],
  ['several filters', trafficRule({ trafficFilter: [{ srcAddress: ['192.0.2.1'] }, { dstAddress: ['2001:db8::/32'], dstPort: ['1-2', '5'] }] })],
];
