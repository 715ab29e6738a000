export type Family = 4 | 6;

/** Values from the first to the last, both included. */
export interface Range {
  readonly first: bigint;
  readonly last: bigint;
}

/** The ranges of a selector, in this order. */
type Ranges = readonly [source: Range, destination: Range, protocol: Range, sourcePort: Range, destinationPort: Range];

type Lists = readonly [sources: Range[], destinations: Range[], protocols: Range[], sourcePorts: Range[], destinationPorts: Range[]];

/** Packets of one shape. Two selectors are met by a common packet if all their ranges and traffic classes have common values. */
export interface Selector {
  readonly family: Family;
  readonly ranges: Ranges;
  /** DSCP of an IPv4 packet, 0 to 63, or traffic class of an IPv6 packet, 0 to 255; any if absent. */
  readonly trafficClass?: number;
}

export const upTo = (last: bigint): Range => ({ first: 0n, last });

export const single = (value: bigint): Range => ({ first: value, last: value });

export const isSingle = ({ first, last }: Range): boolean => first === last;

const meet = (one: Range, other: Range): boolean => one.first <= other.last && other.first <= one.last;

/** Whether a packet can fit both. */
export function overlap(one: Selector, other: Selector): boolean {
  if (one.family !== other.family) return false;
  if (one.trafficClass !== undefined && other.trafficClass !== undefined && one.trafficClass !== other.trafficClass) return false;
  return one.ranges.every((range, field) => meet(range, other.ranges[field]!));
}

/** The same values in as few ranges as possible, in ascending order. */
export function merged(ranges: readonly Range[]): Range[] {
  const result: Range[] = [];
  for (const range of ranges.toSorted((one, other) => (one.first < other.first ? -1 : 1))) {
    const previous = result.at(-1);
    if (!previous || range.first > previous.last + 1n) result.push(range);
    else if (range.last > previous.last) result[result.length - 1] = { first: previous.first, last: range.last };
  }
  return result;
}

/** Every choice of one range from each list. */
export const combinations = ([sources, destinations, protocols, sourcePorts, destinationPorts]: Lists): Ranges[] =>
  sources.flatMap((source) =>
    destinations.flatMap((destination) =>
      protocols.flatMap((protocol) =>
        sourcePorts.flatMap((sourcePort) => destinationPorts.map((destinationPort): Ranges => [source, destination, protocol, sourcePort, destinationPort])),
      ),
    ),
  );
