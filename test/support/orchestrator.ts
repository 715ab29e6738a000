import type { components } from '../../src/generated/orchestrator.js';
import { bodyOf } from './ran.js';
import type { SpecAgent } from './spec-agent.js';

type Schemas = components['schemas'];
export type Platform = Schemas['OrchestratedPlatform'];
/** What a platform says of itself. */
export type Profile = Pick<Platform, 'platformName' | 'mp3Uri' | 'baseStations'>;

export const ORCHESTRATOR = '/orchestrator/v1';
export const platformPath = (platformId: string) => `${ORCHESTRATOR}/platforms/${encodeURIComponent(platformId)}`;
export const baseStationPath = (baseStation: string) => `${ORCHESTRATOR}/base_stations/${baseStation}`;

export const casino = (changes: Partial<Profile> = {}): Profile => ({
  platformName: 'Casino',
  mp3Uri: 'https://10.9.0.2:8443/mp3/v1',
  baseStations: ['enb-001-01-00002', 'gnb-001-01-000003'],
  ...changes,
});

export const register = (api: SpecAgent, platformId: string, profile: Profile = casino()) => api.put(platformPath(platformId)).send(profile);

export const platformsAt = async (api: SpecAgent): Promise<Platform[]> => bodyOf<Platform[]>(await api.get(`${ORCHESTRATOR}/platforms`).expect(200));

/** Each with the platform that stands there. */
export async function baseStationsAt(api: SpecAgent): Promise<[string, string][]> {
  const listed = bodyOf<Schemas['OrchestratedBaseStation'][]>(await api.get(`${ORCHESTRATOR}/base_stations`).expect(200));
  return listed.map(({ baseStation, platformId }) => [baseStation, platformId]);
}
