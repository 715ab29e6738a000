import type { PropagationScenario } from '../types.js';

/** Up to this many metres there always is line of sight. */
const ALWAYS_SEEN = 18;

/**
 * Probability that a UE outdoors sees the antenna (TR 38.901, table 7.4.2-1).
 * @param groundDistance metres
 * @param ueHeight metres above ground; UEs above 23 m count as at 23 m, where the model ends
 */
export function lineOfSightProbability(scenario: PropagationScenario, groundDistance: number, ueHeight: number): number {
  if (groundDistance <= ALWAYS_SEEN) return 1;
  const near = ALWAYS_SEEN / groundDistance;
  if (scenario === 'UMI') return near + Math.exp(-groundDistance / 36) * (1 - near);
  const aboveStreet = near + Math.exp(-groundDistance / 63) * (1 - near);
  const heightFactor = ueHeight <= 13 ? 0 : ((Math.min(ueHeight, 23) - 13) / 10) ** 1.5;
  return aboveStreet * (1 + heightFactor * 1.25 * (groundDistance / 100) ** 3 * Math.exp(-groundDistance / 150));
}
