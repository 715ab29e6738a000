/** Milliseconds from arrival to acknowledgement on a radio link without load (TS 36.912, 16.2.1: about 5). */
const UNLOADED_DELAY = 5;

/**
 * Mean packet delay in milliseconds: that of an M/M/1 queue with the load of the cell, and the delay budget where more is
 * offered than served, because what waits longer is discarded.
 * @param load share of the resource blocks in use, 0..1
 */
export function packetDelay(load: number, isServed: boolean, budget: number): number {
  if (!isServed || load >= 1) return budget;
  return Math.min(budget, UNLOADED_DELAY / (1 - load));
}
