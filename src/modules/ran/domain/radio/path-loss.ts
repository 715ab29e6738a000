import type { PropagationScenario } from '../types.js';

/** The way from an antenna to a UE. */
interface RadioLink {
  /** Metres along the ground; d2D-out of TR 38.901. The models start at 10 m and shorter ways count as 10 m. */
  groundDistance: number;
  /** Metres above ground; h_BS. */
  antennaHeight: number;
  /** Metres above ground; h_UT. */
  ueHeight: number;
  /** Carrier frequency in GHz; f_c. */
  frequency: number;
}

const LEAST_DISTANCE = 10;
const SPEED_OF_LIGHT = 299_792_458;
/** h_E of note 1 of table 7.4.1-1; for UMa it is drawn if the UE is at 13 m or higher, here it is always the lowest. */
const ENVIRONMENT_HEIGHT = 1;

/** The coefficients in which the line-of-sight formulas of the scenarios differ. */
const LINE_OF_SIGHT = {
  UMA: { constant: 28, slope: 22, breakPointSlope: 9 },
  UMI: { constant: 32.4, slope: 21, breakPointSlope: 9.5 },
} as const;

const log10 = Math.log10;

/** Metres along the ground to the break point, d'_BP (TR 38.901, table 7.4.1-1, note 1). */
export function breakPointDistance({ antennaHeight, ueHeight, frequency }: RadioLink): number {
  return (4 * (antennaHeight - ENVIRONMENT_HEIGHT) * (ueHeight - ENVIRONMENT_HEIGHT) * frequency * 1e9) / SPEED_OF_LIGHT;
}

/** Path loss in dB with or without line of sight (TR 38.901, table 7.4.1-1, UMa and UMi - Street Canyon). */
export function pathLoss(scenario: PropagationScenario, lineOfSight: boolean, link: RadioLink): number {
  const groundDistance = Math.max(link.groundDistance, LEAST_DISTANCE);
  const heightDifference = link.antennaHeight - link.ueHeight;
  const distance = Math.sqrt(groundDistance ** 2 + heightDifference ** 2);
  const { constant, slope, breakPointSlope } = LINE_OF_SIGHT[scenario];
  const breakPoint = breakPointDistance(link);
  const overFrequency = constant + 20 * log10(link.frequency);
  const seen =
    groundDistance <= breakPoint
      ? overFrequency + slope * log10(distance)
      : overFrequency + 40 * log10(distance) - breakPointSlope * log10(breakPoint ** 2 + heightDifference ** 2);
  return lineOfSight ? seen : Math.max(seen, shadowedPathLoss(scenario, distance, link));
}

function shadowedPathLoss(scenario: PropagationScenario, distance: number, { frequency, ueHeight }: RadioLink): number {
  return scenario === 'UMA'
    ? 13.54 + 39.08 * log10(distance) + 20 * log10(frequency) - 0.6 * (ueHeight - 1.5)
    : 35.3 * log10(distance) + 22.4 + 21.3 * log10(frequency) - 0.3 * (ueHeight - 1.5);
}
