export type { Happened } from './domain/host/happened.js';
export { NetworkHost } from './domain/host/network-host.js';
export { type LastingEvent, RAN_EVENT } from './domain/host/ran-log.js';
export type { RadioNetwork, ServedUe } from './domain/radio-network.js';
export { RanModule } from './ran.module.js';
export { associateIdFault, associateIdFaults } from './domain/network/associate-id-faults.js';
export type {
  BearerChanged,
  CarrierAggregationReconfigured,
  CellIdentity,
  CellMeasured,
  EstablishedBearer,
  HandoverChanged,
  MeasurementReport,
  ServingCellMeasured,
  TimingAdvanceMeasured,
  UeIdentity,
} from './domain/network/events.js';
export { reported } from './domain/radio/reported-ranges.js';
