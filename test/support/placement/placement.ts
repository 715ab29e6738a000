import type { components } from '../../../src/generated/placement.js';
import type { SpecAgent } from '../spec-agent.js';

export type Schemas = components['schemas'];
export type SentCloud = Omit<Schemas['Cloud'], 'cloudId' | 'state' | 'used' | 'areas'>;

export const PLACEMENT = '/placement/v1';
export const placementPath = (...segments: string[]) => [PLACEMENT, ...segments.map(encodeURIComponent)].join('/');

export type Fault = { place: string; detail: string };
export const faultsIn = (body: unknown): Fault[] => (body as { faults: Fault[] }).faults;

/** A cloud without an engine. */
export const cloud = (changes: Partial<SentCloud> = {}): SentCloud => ({ kind: 'FOG', runtime: { driver: 'none' }, ...changes });

export const NOTHING_USED = { cpuMillis: 0, memoryMB: 0, storageMB: 0, deployments: 0 };

/** The clouds of the seed's table 2 and of figure 4. */
export const SEED_CLOUDS = ['edge-1', 'edge-m', 'edge-n', 'fog-n'];

export async function putClouds(api: SpecAgent, ...ids: string[]): Promise<void> {
  for (const id of ids) await api.put(placementPath('clouds', id)).send(cloud());
}

/** Removes clouds, links and areas. */
export async function clear(api: SpecAgent): Promise<void> {
  for (const [kind, name] of [['areas', 'areaId'], ['links', 'linkId'], ['clouds', 'cloudId']] as const) {
    const { body } = await api.get(placementPath(kind));
    for (const one of body as Record<string, string>[]) await api.delete(placementPath(kind, one[name]!));
  }
}
