import type { components } from '../../../generated/orchestrator.js';

/** The data types of openapi/platform/orchestrator.yaml. */
export type OrchestratedPlatform = components['schemas']['OrchestratedPlatform'];
export type OrchestratedBaseStation = components['schemas']['OrchestratedBaseStation'];

/** What a platform says of itself. */
export type PlatformProfile = Pick<OrchestratedPlatform, 'platformName' | 'mp3Uri' | 'baseStations'>;
