export { NetworkHost } from './domain/host/network-host.js';
export { type LastingEvent, RAN_CHANGE, RAN_EVENT, type RanChange, type StateEvent } from './domain/host/ran-log.js';
export { RanModule } from './ran.module.js';
export { globalBaseStationId } from './domain/network/global-base-station-id.js';
export type { ServedUe } from './domain/network-view.js';
export type { RadioNetwork } from './domain/radio-network.js';
export type { BaseStation } from './domain/types.js';
export { associateIdFault, associateIdFaults } from './domain/network/associate-id-faults.js';
export type {
  BearerChanged,
  CellIdentity,
  CellMeasured,
  EstablishedBearer,
  HandoverChanged,
  MeasurementReport,
  ServingCellMeasured,
  UeIdentity,
} from './domain/network/events.js';
export { reported } from './domain/radio/reported-ranges.js';
