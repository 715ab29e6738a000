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

/** How many there are of one; capabilities may be called anything, as attributes that every object has are. */
export const countOf = (capabilities: Record<string, number>, name: string): number => (Object.hasOwn(capabilities, name) ? capabilities[name]! : 0);

const sum = (one: Record<string, number>, other: Record<string, number>): Record<string, number> =>
  Object.fromEntries(Object.keys({ ...one, ...other }).map((name) => [name, countOf(one, name) + countOf(other, name)]));

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
