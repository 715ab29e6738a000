import type { CellEntry } from '../network/cell-entry.js';
import type { UeEntry } from '../network/ue-entry.js';
import { spectralEfficiency } from '../radio/spectral-efficiency.js';
import type { Bearer } from '../types.js';
import { delayBudget, isGuaranteed } from './qos-class.js';
import type { Demand } from './share-blocks.js';
import { type Direction, kindOf, type TrafficKind } from './traffic-kind.js';

/** What one bearer sends through one of the serving cells in one direction. */
export interface Flow {
  entry: UeEntry;
  kind: TrafficKind;
  /** Of the bearer's traffic, 0..1. */
  share: number;
  /** Bit per second. */
  offeredRate: number;
  /** Bit per second in one resource block; 0 where the radio link does not work. */
  blockRate: number;
  demand: Demand;
  /** Milliseconds. */
  delayBudget: number;
}

const SUBCARRIERS_PER_BLOCK = 12;

const RATES = {
  dl: { offered: 'offeredDl', most: 'erabMbrDl', guaranteed: 'erabGbrDl' },
  ul: { offered: 'offeredUl', most: 'erabMbrUl', guaranteed: 'erabGbrUl' },
} as const;

/** Bit per second that a UE gets through one resource block of a cell; 0 if it does not measure the cell well enough. */
export function blockRate(direction: Direction, { state: { measured } }: UeEntry, { cell, transmitter }: CellEntry): number {
  const sinr = measured.get(cell.id)?.sinr;
  return sinr === undefined ? 0 : spectralEfficiency(direction, sinr) * SUBCARRIERS_PER_BLOCK * transmitter.subcarrierSpacing * 1000;
}

/**
 * The flow of a bearer in one direction; none if it offers nothing.
 * @param rate bit per second in one resource block of the cell
 * @param share of the bearer's traffic that goes through the cell, 0..1
 */
export function flowsOf(direction: Direction, entry: UeEntry, bearer: Bearer, rate: number, share: number): Flow[] {
  const { offered, most, guaranteed } = RATES[direction];
  const offeredRate = Math.min(bearer[offered] ?? 0, bearer.qosInformation?.[most] || Infinity) * share;
  if (offeredRate === 0) return [];
  const guaranteedRate = isGuaranteed(bearer.qci) ? Math.min(offeredRate, (bearer.qosInformation?.[guaranteed] ?? 0) * share) : 0;
  const demand = { guaranteed: blocksFor(guaranteedRate, rate), total: blocksFor(offeredRate, rate) };
  return [{ entry, kind: kindOf(direction, bearer.qci), share, offeredRate, blockRate: rate, demand, delayBudget: delayBudget(bearer.qci) }];
}

/** Resource blocks that the guaranteed bit rates of a UE need of the downlink of a cell. */
export function guaranteedBlocks(entry: UeEntry, cell: CellEntry): number {
  const rate = blockRate('dl', entry, cell);
  const flows = entry.state.bearers.flatMap((bearer) => flowsOf('dl', entry, bearer, rate, 1));
  return flows.reduce((sum, { demand }) => sum + demand.guaranteed, 0);
}

const blocksFor = (bits: number, rate: number): number => (rate > 0 ? bits / rate : 0);
