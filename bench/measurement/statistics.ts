const ascending = (one: number, other: number) => one - other;

export function median(values: number[]): number {
  const sorted = values.toSorted(ascending);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

/** The value that a share of the values, such as 0.99, does not exceed. */
export function percentile(values: number[], share: number): number {
  const sorted = values.toSorted(ascending);
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)]!;
}

export const sum = (values: number[]): number => values.reduce((total, value) => total + value, 0);
