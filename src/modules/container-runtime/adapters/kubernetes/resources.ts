import type { V1ResourceRequirements } from '@kubernetes/client-node';
import { BYTES_PER_MB } from '../../domain/units.js';
import type { ContainerResources } from '../../domain/workload.js';

const BYTES_PER_GB = 1_000_000_000;

type Quantities = Record<string, string>;

const bytes = (count: number): string => String(Math.round(count));

/** What a container gets at least. */
const requestsOf = ({ requestedCpuMillis, requestedMemoryMB }: ContainerResources): Quantities => ({
  ...(requestedCpuMillis !== undefined && { cpu: `${requestedCpuMillis}m` }),
  ...(requestedMemoryMB !== undefined && { memory: bytes(requestedMemoryMB * BYTES_PER_MB) }),
});

/** What a container gets at most. */
const limitsOf = ({ cpuMillisLimit, memoryMBLimit, ephemeralStorageGBLimit, extended = {} }: ContainerResources): Quantities => ({
  ...(cpuMillisLimit !== undefined && { cpu: `${cpuMillisLimit}m` }),
  ...(memoryMBLimit !== undefined && { memory: bytes(memoryMBLimit * BYTES_PER_MB) }),
  ...(ephemeralStorageGBLimit !== undefined && { 'ephemeral-storage': bytes(ephemeralStorageGBLimit * BYTES_PER_GB) }),
  ...Object.fromEntries(Object.entries(extended).map(([name, count]) => [name, String(count)])),
});

/** Nothing is said of what has no amounts. */
export function requirementsOf(resources: ContainerResources): V1ResourceRequirements {
  const both = { requests: requestsOf(resources), limits: limitsOf(resources) };
  return Object.fromEntries(Object.entries(both).filter(([, quantities]) => Object.keys(quantities).length > 0));
}

const FACTORS: Record<string, number> = { m: 1e-3, '': 1, k: 1e3, M: 1e6, G: 1e9, T: 1e12, P: 1e15, Ki: 2 ** 10, Mi: 2 ** 20, Gi: 2 ** 30, Ti: 2 ** 40, Pi: 2 ** 50 };

/** The number that a quantity of the Kubernetes API is; nought if it is written in a way that no node uses. */
export function numberOf(quantity: string | undefined): number {
  const [, digits, unit] = /^(\d+(?:\.\d+)?)([a-zA-Z]*)$/.exec(quantity ?? '') ?? [];
  return Number(digits ?? 0) * (FACTORS[unit ?? ''] ?? 0);
}
