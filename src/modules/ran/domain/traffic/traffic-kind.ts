import { isGuaranteed } from './qos-class.js';

export const DIRECTIONS = ['dl', 'ul'] as const;
export type Direction = (typeof DIRECTIONS)[number];

/** The four kinds of traffic that the layer 2 measurements of MEC 012 tell apart. */
export const TRAFFIC_KINDS = ['dl_gbr', 'ul_gbr', 'dl_nongbr', 'ul_nongbr'] as const;
export type TrafficKind = (typeof TRAFFIC_KINDS)[number];
export type ByKind<T> = Record<TrafficKind, T>;

export const kindOf = (direction: Direction, qci: number): TrafficKind => `${direction}_${isGuaranteed(qci) ? 'gbr' : 'nongbr'}`;

export const byKind = <T>(value: (kind: TrafficKind) => T): ByKind<T> => ({
  dl_gbr: value('dl_gbr'),
  ul_gbr: value('ul_gbr'),
  dl_nongbr: value('dl_nongbr'),
  ul_nongbr: value('ul_nongbr'),
});
