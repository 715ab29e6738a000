import { addressRange } from '../../../common/ip/index.js';
import type { TrafficFilter, TransferredBearer } from '../types.js';

/** What rules can name a UE by. */
export interface UeTraffic {
  addresses: readonly string[];
  bearers: readonly TransferredBearer[];
  /** Of all other UEs that are attached here: a tunnel that they share names nobody. */
  bearersOfOthers: readonly TransferredBearer[];
}

function single(text: string): string | undefined {
  const range = addressRange(text);
  return range?.first === range?.last && range ? `${range.family}:${range.first}` : undefined;
}

const isAll = (texts: readonly string[] | undefined, known: ReadonlySet<string>): boolean =>
  !!texts?.length && texts.every((text) => known.has(single(text) ?? ''));

const setOf = (texts: readonly string[]): Set<string> => new Set(texts.map(single).filter((text) => text !== undefined));

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
