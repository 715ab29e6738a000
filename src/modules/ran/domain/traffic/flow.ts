import type { CellEntry } from '../network/cell-entry.js';
import type { UeEntry } from '../network/ue-entry.js';
import { spectralEfficiency } from '../radio/spectral-efficiency.js';
import type { Bearer } from '../types.js';
import { delayBudget } from './qos-class.js';
import type { Demand } from './share-blocks.js';
import { type Direction, kindOf, type TrafficKind } from './traffic-kind.js';

/** What one bearer sends through one of the serving cells in one direction. */
export interface Flow {
  entry: UeEntry;
  kind: TrafficKind;
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

/** @param share of the bearer's traffic that goes through this cell, 0..1; nothing if the bearer offers nothing */
export function flowOf(direction: Direction, entry: UeEntry, bearer: Bearer, cell: CellEntry, share: number): Flow | undefined {
  const { offered, most, guaranteed } = RATES[direction];
  const offeredRate = Math.min(bearer[offered] ?? 0, bearer.qosInformation?.[most] || Infinity) * share;
  if (offeredRate === 0) return undefined;
  const kind = kindOf(direction, bearer.qci);
  const guaranteedRate = kind.endsWith('_gbr') ? Math.min(offeredRate, (bearer.qosInformation?.[guaranteed] ?? 0) * share) : 0;
  const rate = blockRate(direction, entry, cell);
  const blocks = (bits: number) => (rate > 0 ? bits / rate : 0);
  return { entry, kind, offeredRate, blockRate: rate, demand: { guaranteed: blocks(guaranteedRate), total: blocks(offeredRate) }, delayBudget: delayBudget(bearer.qci) };
}

/** Resource blocks that the guaranteed bit rates of a UE need of a cell. */
export function guaranteedBlocks(entry: UeEntry, cell: CellEntry): number {
  return entry.state.bearers.reduce((sum, bearer) => sum + (flowOf('dl', entry, bearer, cell, 1)?.demand.guaranteed ?? 0), 0);
}
