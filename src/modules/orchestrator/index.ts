export { canonicalBaseStation } from './domain/global-base-station-id.js';
export { OwnBaseStations } from './domain/own-base-stations.js';
export { OrchestratorModule } from './orchestrator.module.js';
