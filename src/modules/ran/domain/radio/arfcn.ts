/** NR-ARFCN of a frequency in MHz (TS 38.104, 5.4.2.1). */
export function nrArfcn(frequency: number): number {
  if (frequency < 3000) return Math.round(frequency / 0.005);
  if (frequency < 24_250) return Math.round(600_000 + (frequency - 3000) / 0.015);
  return Math.round(2_016_667 + (frequency - 24_250.08) / 0.06);
}
