import type { TransferredBearer, TransferredRule } from '../types.js';
import { canonicalAddress } from '../ue-key.js';
import { addressFamily } from '../../../common/ip/index.js';

type Rule = TransferredRule['rule'];
type Destination = Extract<Rule['dstInterface'], { interfaceType: unknown }>;
type Translate = (address: string) => string;

const mapDestinations = ({ dstInterface }: Rule, change: (destination: Destination) => Destination): Pick<Rule, 'dstInterface'> =>
  dstInterface ? { dstInterface: Array.isArray(dstInterface) ? dstInterface.map(change) : change(dstInterface) } : {};

/**
 * A rule that sends packets to an address of its application at the source sends them to one of its application here.
 * Without one of the same version it stays as it is.
 */
export function withOwnAddresses(rule: Rule, atSource: readonly string[], here: readonly string[]): Rule {
  const known = new Set(atSource.map(canonicalAddress));
  const translate: Translate = (address) =>
    (known.has(canonicalAddress(address)) && here.find((own) => addressFamily(own) === addressFamily(address))) || address;
  return { ...rule, ...mapDestinations(rule, (destination) => (destination.dstIpAddress === undefined ? destination : { ...destination, dstIpAddress: translate(destination.dstIpAddress) })) };
}

const endsOf = ({ enbInfo, sGwInfo }: TransferredBearer): string[] => [enbInfo.ipAddress, sGwInfo.ipAddress].map(canonicalAddress);

/** From the ends of the bearer of which these are ends to those of the same bearer here. */
function translation(named: readonly string[], atSource: readonly TransferredBearer[], here: readonly TransferredBearer[]): Translate {
  const bearer = named.length > 0 ? atSource.find((one) => named.every((address) => endsOf(one).includes(canonicalAddress(address)))) : undefined;
  const own = bearer && here.find(({ erabId }) => erabId === bearer.erabId);
  if (!own) return (address) => address;
  const ends = endsOf(bearer);
  return (address) => [own.enbInfo, own.sGwInfo][ends.indexOf(canonicalAddress(address))]!.ipAddress;
}

/** Whether a rule names a tunnel at all. */
export const namesTunnel = ({ trafficFilter, dstInterface }: Rule): boolean =>
  trafficFilter.some(({ srcTunnelAddress = [], tgtTunnelAddress = [] }) => srcTunnelAddress.length + tgtTunnelAddress.length > 0) ||
  [dstInterface].flat().some((destination) => destination?.tunnelInfo !== undefined);

/** A rule that names the tunnel of a bearer at the source names that of the same bearer here. */
export function withOwnBearers(rule: Rule, atSource: readonly TransferredBearer[], here: readonly TransferredBearer[]): Rule {
  const trafficFilter = rule.trafficFilter.map((filter) => {
    const { srcTunnelAddress = [], tgtTunnelAddress = [] } = filter;
    const translate = translation([...srcTunnelAddress, ...tgtTunnelAddress], atSource, here);
    return {
      ...filter,
      ...(filter.srcTunnelAddress && { srcTunnelAddress: srcTunnelAddress.map(translate) }),
      ...(filter.tgtTunnelAddress && { tgtTunnelAddress: tgtTunnelAddress.map(translate) }),
    };
  });
  const destination = (one: Destination): Destination => {
    if (!one.tunnelInfo) return one;
    const { tunnelSrcAddress, tunnelDstAddress } = one.tunnelInfo;
    const translate = translation([tunnelSrcAddress, tunnelDstAddress].filter((address) => address !== undefined), atSource, here);
    return {
      ...one,
      tunnelInfo: {
        ...one.tunnelInfo,
        ...(tunnelSrcAddress !== undefined && { tunnelSrcAddress: translate(tunnelSrcAddress) }),
        ...(tunnelDstAddress !== undefined && { tunnelDstAddress: translate(tunnelDstAddress) }),
      },
    };
  };
  return { ...rule, trafficFilter, ...mapDestinations(rule, destination) };
}
