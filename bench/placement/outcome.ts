import type { Figures } from './figures.js';
import type { SimulatedPolicy } from './policies.js';

/** A policy and what came out for it. */
export interface Outcome {
  policy: SimulatedPolicy;
  figures: Figures;
  /** Seconds of CPU that its run took. */
  cpu: number;
}
