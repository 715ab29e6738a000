export { canonicalBaseStation } from './domain/global-base-station-id.js';
export { OwnBaseStations } from './domain/own-base-stations.js';
export { PlatformDirectory } from './domain/platform-directory.js';
export { OrchestratorModule } from './orchestrator.module.js';
