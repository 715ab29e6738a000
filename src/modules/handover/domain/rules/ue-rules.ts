import { type AddressRange, addressRange } from '../../../common/ip/index.js';
import type { AssociateId, TrafficFilter, TransferredBearer } from '../types.js';

/** What rules can name a UE by. */
export interface UeTraffic {
  addresses: readonly string[];
  bearers: readonly TransferredBearer[];
  /** Of all other UEs that are attached here: a tunnel that they share names nobody. */
  bearersOfOthers: readonly TransferredBearer[];
}

/** The range of a text that is one address, however it is written. */
function single(text: string): AddressRange | undefined {
  const range = addressRange(text);
  return range && range.first === range.last ? range : undefined;
}

function numberOf(text: string): string | undefined {
  const address = single(text);
  return address && `${address.family}:${address.first}`;
}

const isAll = (texts: readonly string[] | undefined, known: ReadonlySet<string>): boolean =>
  !!texts?.length && texts.every((text) => known.has(numberOf(text) ?? ''));

const setOf = (texts: readonly string[]): Set<string> => new Set(texts.map(numberOf).filter((text) => text !== undefined));

const tunnelOf = ({ enbInfo, sGwInfo }: TransferredBearer): Set<string> => setOf([enbInfo.ipAddress, sGwInfo.ipAddress]);

const isTunnelOf = ({ srcTunnelAddress, tgtTunnelAddress }: TrafficFilter, bearer: TransferredBearer): boolean => {
  const ends = tunnelOf(bearer);
  return isAll(srcTunnelAddress, ends) && isAll(tgtTunnelAddress, ends) && setOf([...srcTunnelAddress!, ...tgtTunnelAddress!]).size === ends.size;
};

function names(filter: TrafficFilter, { addresses, bearers, bearersOfOthers }: UeTraffic): boolean {
  const own = setOf(addresses);
  if (isAll(filter.srcAddress, own) || isAll(filter.dstAddress, own)) return true;
  return bearers.some((bearer) => isTunnelOf(filter, bearer)) && !bearersOfOthers.some((bearer) => isTunnelOf(filter, bearer));
}

/** Whether a rule is a UE's own: each of its filters names nobody but the UE, by single addresses or by the two ends of a tunnel of its own. */
export const isRuleOfUe = (filters: readonly TrafficFilter[], ue: UeTraffic): boolean => filters.length > 0 && filters.every((filter) => names(filter, ue));

const TYPES = { 4: 1, 6: 2 } as const;

function identifiersIn(text: string): AssociateId[] {
  const address = single(text);
  return address ? [{ type: TYPES[address.family], value: text.replace(/[/-].*$/, '') }] : [];
}

/** The single addresses that a rule names, any of which may be its UE's; tunnels are none of them. */
export const singleAddressesIn = (filters: readonly TrafficFilter[]): AssociateId[] =>
  filters.flatMap(({ srcAddress = [], dstAddress = [] }) => [...srcAddress, ...dstAddress].flatMap(identifiersIn));
