import { Problem } from '../../src/modules/common/problem/index.js';
import type { TrafficFilter, TrafficRule } from '../../src/modules/data-plane/domain/data-plane.js';
import { merged } from '../../src/modules/data-plane/domain/selector.js';
import { steeringOf } from '../../src/modules/data-plane/domain/steering.js';

const rule = (attributes: Partial<TrafficRule>): TrafficRule => ({
  filterType: 'FLOW',
  priority: 1,
  trafficFilter: [{}],
  action: 'DROP',
  state: 'ACTIVE',
  ...attributes,
});

const filtered = (...trafficFilter: TrafficFilter[]) => rule({ trafficFilter });

const to = (...addresses: string[]) => addresses.map((dstIpAddress) => ({ interfaceType: 'IP' as const, dstIpAddress }));

const forwarding = (filter: TrafficFilter, address: string) => rule({ trafficFilter: [filter], action: 'FORWARD_DECAPSULATED', dstInterface: to(address) });

function refusal(attributes: TrafficRule): string {
  try {
    steeringOf(attributes);
  } catch (error) {
    expect(error).toMatchObject({ constructor: Problem, status: 422 });
    return (error as Problem).detail;
  }
  return 'none';
}

const ports = (count: number) => Array.from({ length: count }, (_unused, index) => `${index * 2}`);

describe('a rule that the data plane cannot carry out is refused, with attribute and reason:', () => {
  it.each<[string, TrafficRule, string]>([
    ['tags', filtered({}, { tag: ['5'] }), '/trafficFilter/1/tag cannot be matched: packets carry no tags here.'],
    ['tunnels', filtered({ srcTunnelAddress: ['10.0.0.1'] }), '/trafficFilter/0/srcTunnelAddress cannot be matched: the platform is no end of a GTP tunnel.'],
    ['ports of tunnels', filtered({ dstTunnelPort: ['1'] }), '/trafficFilter/0/dstTunnelPort cannot be matched: the platform is no end of a GTP tunnel.'],
    ['QCI', filtered({ qCI: 0 }), '/trafficFilter/0/qCI cannot be matched: without a user plane no bearer is known.'],
    ['ports of a protocol without', filtered({ protocol: ['TCP', 'icmp'], dstPort: ['1'] }), '/trafficFilter/0/protocol holds protocol 1, which has no ports to look at.'],
    ['two versions of IP', filtered({ dSCP: 1, tC: 1 }), '/trafficFilter/0 has dSCP, of IPv4, and tC, of IPv6; no packet has both.'],
    ['addresses of two versions', filtered({ srcAddress: ['10.0.0.1'], dstAddress: ['fd00::1'] }), '/trafficFilter/0 fits no packet: its addresses, dSCP and tC belong to different versions of IP.'],
    ['IPv6 with dSCP', filtered({ srcAddress: ['fd00::1'], dSCP: 1 }), '/trafficFilter/0 fits no packet: its addresses, dSCP and tC belong to different versions of IP.'],
    ['many combinations', filtered({ srcPort: ports(33), dstPort: ports(32) }), '/trafficFilter/0 has lists whose combinations are more than 1024, the most that one rule may have.'],
    ['many combinations of all filters', filtered({ srcPort: ports(20), dstPort: ports(10) }, { dstPort: ports(200) }), '/trafficFilter stands for 2400 combinations of values; 1024 are the most.'],
    ['a word as an address', filtered({ srcAddress: ['anywhere'] }), '/trafficFilter/0/srcAddress holds anywhere, which is no address, prefix or range of addresses.'],
    ['encapsulation', rule({ action: 'FORWARD_ENCAPSULATED', dstInterface: to('10.0.0.1') }), '/action is FORWARD_ENCAPSULATED, but the platform is no end of a GTP tunnel.'],
    ['a tunnel', rule({ action: 'FORWARD_DECAPSULATED', dstInterface: { interfaceType: 'TUNNEL', tunnelInfo: { tunnelType: 'GTP_U' } } }), '/dstInterface has interfaceType TUNNEL; packets can be sent to IP only.'],
    ['a MAC address', rule({ action: 'FORWARD_DECAPSULATED', dstInterface: { interfaceType: 'MAC' } }), '/dstInterface has interfaceType MAC; packets can be sent to IP only.'],
    ['one destination of two', rule({ action: 'DUPLICATE_DECAPSULATED', dstInterface: to('10.0.0.1') }), '/dstInterface needs 2 for DUPLICATE_DECAPSULATED, and has 1.'],
    ['destinations of two versions', rule({ action: 'DUPLICATE_DECAPSULATED', dstInterface: to('10.0.0.1', 'fd00::1') }), '/dstInterface has an IPv4 and an IPv6 address; a packet is of one version.'],
    ['a destination of the other version', forwarding({ dstAddress: ['10.0.0.1'] }, 'fd00::1'), '/dstInterface has an IPv6 address, but /trafficFilter/0 is about packets of the other version.'],
    ['a destination for one of two versions', forwarding({ dstAddress: ['10.0.0.1', 'fd00::1'] }, 'fd00::1'), '/dstInterface has an IPv6 address, but /trafficFilter/0 is about packets of the other version.'],
    ['a destination of the other version than dSCP', forwarding({ dSCP: 1 }, 'fd00::1'), '/dstInterface has an IPv6 address, but /trafficFilter/0 is about packets of the other version.'],
  ])('%s', (_what, attributes, detail) => {
    expect(refusal(attributes)).toBe(detail);
  });
});

describe('the packets of a filter', () => {
  const shapes = (attributes: TrafficRule) =>
    steeringOf(attributes).selectors.map(({ family, ranges, trafficClass }) => [family, ...ranges.map(({ first, last }) => `${first}-${last}`), trafficClass]);
  const [any4, any6, anyPort] = [`0-${2n ** 32n - 1n}`, `0-${2n ** 128n - 1n}`, '0-65535'];

  it.each<[string, TrafficRule, unknown[][]]>([
    ['without attributes are all', filtered({}), [[4, any4, any4, '0-255', anyPort, anyPort, undefined], [6, any6, any6, '0-255', anyPort, anyPort, undefined]]],
    ['with empty lists too', filtered({ srcAddress: [], dstPort: [], protocol: [] }), [[4, any4, any4, '0-255', anyPort, anyPort, undefined], [6, any6, any6, '0-255', anyPort, anyPort, undefined]]],
    ['with ports are those of TCP, UDP and SCTP', filtered({ dSCP: 3, dstPort: ['80'] }), [6, 17, 132].map((protocol) => [4, any4, any4, `${protocol}-${protocol}`, anyPort, '80-80', 3])],
    ['with a destination are of its version', forwarding({}, '10.0.0.1'), [[4, any4, any4, '0-255', anyPort, anyPort, undefined]]],
    ['with several values have any of them', filtered({ srcAddress: ['0.0.0.1', '0.0.0.3-0.0.0.4'], protocol: ['UDP', '1'] }), [['1-1', '1-1'], ['1-1', '17-17'], ['3-4', '1-1'], ['3-4', '17-17']].map(([source, protocol]) => [4, source, any4, protocol, anyPort, anyPort, undefined])],
    ['with values that touch have them once', filtered({ dSCP: 0, protocol: ['6', 'tcp'], dstPort: ['80-82', '81-90', '91', '80'] }), [[4, any4, any4, '6-6', anyPort, '80-91', 0]]],
  ])('%s', (_what, attributes, wanted) => {
    expect(shapes(attributes)).toEqual(wanted);
  });

  it('are those of any of its filters', () => {
    expect(shapes(filtered({ dSCP: 1 }, { tC: 2 }))).toEqual([[4, any4, any4, '0-255', anyPort, anyPort, 1], [6, any6, any6, '0-255', anyPort, anyPort, 2]]);
  });
});

it('joins ranges that overlap or touch', () => {
  const range = (first: number, last: number) => ({ first: BigInt(first), last: BigInt(last) });
  expect(merged([range(5, 6), range(1, 2), range(3, 3), range(2, 3), range(8, 20), range(9, 10)])).toEqual([range(1, 3), range(5, 6), range(8, 20)]);
});

it('takes an interface by itself for a list of one', () => {
  const [dstInterface] = to('10.0.0.1');
  expect(steeringOf(rule({ action: 'FORWARD_DECAPSULATED', dstInterface: dstInterface! })).effect).toEqual({ does: 'forward', target: '10.0.0.1' });
});
