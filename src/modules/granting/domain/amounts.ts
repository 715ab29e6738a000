/** How much of everything that a host has. */
export interface Amounts {
  /** Thousandths of a CPU. */
  cpuMillis: number;
  /** MB (10^6 bytes). */
  memoryMB: number;
  /** GB (10^9 bytes). */
  storageGB: number;
  /** Countable things by their names: nvidia.com/gpu. */
  capabilities: Record<string, number>;
}

export const NOTHING: Amounts = { cpuMillis: 0, memoryMB: 0, storageGB: 0, capabilities: {} };

function sum(one: Record<string, number>, other: Record<string, number>): Record<string, number> {
  const total = { ...one };
  for (const [name, count] of Object.entries(other)) total[name] = (total[name] ?? 0) + count;
  return total;
}

export const total = (amounts: Amounts[]): Amounts =>
  amounts.reduce(
    (so, one) => ({
      cpuMillis: so.cpuMillis + one.cpuMillis,
      memoryMB: so.memoryMB + one.memoryMB,
      storageGB: so.storageGB + one.storageGB,
      capabilities: sum(so.capabilities, one.capabilities),
    }),
    NOTHING,
  );
