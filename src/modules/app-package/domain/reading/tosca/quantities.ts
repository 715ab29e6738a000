/** Powers of ten and of two (TOSCA Simple Profile in YAML 1.3, 3.3.6). */
const FACTORS: Record<string, number> = {
  B: 1, KB: 1e3, KIB: 2 ** 10, MB: 1e6, MIB: 2 ** 20, GB: 1e9, GIB: 2 ** 30, TB: 1e12, TIB: 2 ** 40,
  HZ: 1, KHZ: 1e3, MHZ: 1e6, GHZ: 1e9,
  NS: 1e-9, US: 1e-6, MS: 1e-3, S: 1, M: 60, H: 3600, D: 86_400,
};

/** Units in which the descriptor counts, by its attributes. */
const UNITS: Record<string, string> = {
  size: 'B',
  virtualMemSize: 'MB', minRam: 'MB', requestedMemoryResources: 'MB', memoryResourceLimit: 'MB',
  sizeOfStorage: 'GB', maxSizeOfStorage: 'GB', minDisk: 'GB', requestedEphemeralStorageResources: 'GB', ephemeralStorageResourceLimit: 'GB',
  virtualCpuClock: 'MHZ',
  minGracefulTerminationTimeout: 'S', maxRecommendedGracefulTerminationTimeout: 'S', minGracefulStopTimeout: 'S', maxRecommendedGracefulStopTimeout: 'S',
};

const QUANTITY = /^\s*(\d+(?:\.\d+)?)\s*([A-Za-z]+)\s*$/;

/** A value such as 8192 MiB in the unit of its attribute; anything else as it is. */
export function inUnitOf(attribute: string, value: unknown): unknown {
  const unit = UNITS[attribute];
  const found = unit !== undefined && typeof value === 'string' ? QUANTITY.exec(value) : null;
  const factor = found && FACTORS[found[2]!.toUpperCase()];
  return factor ? Number(((Number(found[1]) * factor) / FACTORS[unit!]!).toPrecision(15)) : value;
}
