import { type Amounts, countOf } from './amounts.js';

/** What a host declares that it has for applications. What it does not mention is unlimited, or not promised. */
export interface DeclaredCapacity {
  /** Id of the zone in which the host is, where zones apply. */
  zone?: string;
  cpuMillis?: number;
  memoryMB?: number;
  storageGB?: number;
  /** If there are any, a host has no others. */
  capabilities?: Record<string, number>;
  /** Nanoseconds, one way (MEC 010-2, 6.2.1.14). */
  maxLatency?: number;
}

const rounded = (value: number): number => Math.round(value * 1000) / 1000;

/** The host's capacity, and what is left of it. */
export class HostCapacity {
  constructor(private readonly declared: DeclaredCapacity) {}

  get zone(): string | undefined {
    return this.declared.zone;
  }

  /** Nanoseconds that traffic of applications takes one way at most; nothing if the host promises none. */
  get maxLatency(): number | undefined {
    return this.declared.maxLatency;
  }

  /** What is lacking for `needed` beside what is taken already, in a sentence; nothing if it suffices. */
  shortage(taken: Amounts, needed: Amounts): string | undefined {
    const { cpuMillis, memoryMB, storageGB, capabilities } = this.declared;
    return (
      lacking('thousandths of a CPU', cpuMillis, taken.cpuMillis, needed.cpuMillis) ??
      lacking('MB of memory', memoryMB, taken.memoryMB, needed.memoryMB) ??
      lacking('GB of storage', storageGB, taken.storageGB, needed.storageGB) ??
      (capabilities && lackingCapability(capabilities, taken.capabilities, needed.capabilities))
    );
  }
}

function lacking(unit: string, declared: number | undefined, taken: number, needed: number): string | undefined {
  if (declared === undefined || needed === 0 || taken + needed <= declared) return undefined;
  return `the host has ${rounded(Math.max(declared - taken, 0))} ${unit} left, ${rounded(needed)} are needed`;
}

function lackingCapability(declared: Record<string, number>, taken: Record<string, number>, needed: Record<string, number>): string | undefined {
  const faults = Object.entries(needed).map(([name, count]) => lacking(`of the capability ${name}`, countOf(declared, name), countOf(taken, name), count));
  return faults.find((fault) => fault !== undefined);
}
