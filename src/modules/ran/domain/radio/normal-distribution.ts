/** The share of a standard normal distribution that lies below a value; error under 7.5e-8 (Abramowitz and Stegun, 26.2.17). */
export function shareBelow(value: number): number {
  const t = 1 / (1 + 0.2316419 * Math.abs(value));
  const polynomial = t * (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
  const tail = (Math.exp(-(value ** 2) / 2) / Math.sqrt(2 * Math.PI)) * polynomial;
  return value < 0 ? tail : 1 - tail;
}
