import { addressRange, portRange, protocolNumber } from '../../src/modules/common/ip/index.js';
import type { TrafficFilter, TrafficRule } from '../../src/modules/data-plane/domain/data-plane.js';
import type { SteeredRule } from '../../src/modules/data-plane/index.js';
import type { Packet } from './nft-model.js';

const USUAL_WITH_PORTS = [6, 17, 132];

const any = <T>(values: T[] | undefined, test: (value: T) => boolean): boolean => !values?.length || values.some(test);

const isWithin = (text: string, address: bigint, family: 4 | 6): boolean => {
  const range = addressRange(text)!;
  return range.family === family && range.first <= address && address <= range.last;
};

const isPort = (text: string, port: number): boolean => portRange(text)!.first <= port && port <= portRange(text)!.last;

function protocolsOf({ srcPort = [], dstPort = [], protocol = [] }: TrafficFilter): number[] {
  return protocol.length === 0 && srcPort.length + dstPort.length > 0 ? USUAL_WITH_PORTS : protocol.map((name) => protocolNumber(name)!);
}

function isOfClass({ dSCP, tC }: TrafficFilter, { family, trafficClass }: Packet): boolean {
  if (dSCP !== undefined) return family === 'ip' && dSCP === trafficClass >> 2;
  return tC === undefined || (family === 'ip6' && tC === trafficClass);
}

function fits(filter: TrafficFilter, packet: Packet): boolean {
  const family = packet.family === 'ip' ? 4 : 6;
  return (
    any(filter.srcAddress, (text) => isWithin(text, packet.saddr, family)) &&
    any(filter.dstAddress, (text) => isWithin(text, packet.daddr, family)) &&
    any(protocolsOf(filter), (number) => number === packet.protocol) &&
    any(filter.srcPort, (text) => isPort(text, packet.sport)) &&
    any(filter.dstPort, (text) => isPort(text, packet.dport)) &&
    isOfClass(filter, packet)
  );
}

export const isRewriting = ({ action }: TrafficRule): boolean => /FORWARD|DUPLICATE/.test(action);

/** A rule that rewrites destinations is about packets of the destination's version only. */
function isOfFamily({ dstInterface }: TrafficRule, packet: Packet): boolean {
  const address = [dstInterface ?? []].flat()[0]?.dstIpAddress;
  return address === undefined || (addressRange(address)!.family === 4) === (packet.family === 'ip');
}

function firstAsked(rules: readonly SteeredRule[], packet: Packet, owner?: SteeredRule): SteeredRule | undefined {
  const asked = rules.toSorted((one, other) => one.rule.priority - other.rule.priority || one.order - other.order);
  return asked.find(({ rule }) => {
    if (owner?.rule.priority === rule.priority) return true;
    if (rule.filterType === 'FLOW' && isRewriting(rule) && packet.state !== 'new') return false;
    if (rule.filterType === 'FLOW' && rule.action === 'PASSTHROUGH' && owner && isRewriting(owner.rule)) return false;
    return isOfFamily(rule, packet) && rule.trafficFilter.some((filter) => fits(filter, packet));
  });
}

/**
 * The rule that a packet follows, found by asking one rule after the other as docs/data-plane.md tells.
 * @param owner the rule to which the connection of the packet belongs
 */
export function followed(rules: readonly SteeredRule[], packet: Packet, owner?: SteeredRule): SteeredRule | undefined {
  const first = firstAsked(rules, packet, owner);
  return owner && first?.rule.priority === owner.rule.priority ? owner : first;
}
