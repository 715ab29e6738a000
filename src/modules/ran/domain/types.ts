import type { components } from '../../../generated/ran.js';

type Schemas = components['schemas'];

/** The resources of the emulated radio network, as its document defines them. */
export type Plmn = Schemas['Plmn'];
export type BaseStation = Schemas['BaseStation'];
export type Cell = Schemas['Cell'];
export type Ue = Schemas['Ue'];
export type Bearer = Schemas['Bearer'];
export type S1TunnelEndpoint = Schemas['S1TunnelEndpoint'];
export type Mobility = Schemas['Mobility'];
export type Position = Schemas['Position'];
export type RanConfiguration = Schemas['RanConfiguration'];
export type ReportConfig = Schemas['ReportConfig'];
export type ReportTrigger = Schemas['ReportTrigger'];
export type RatType = Schemas['RatType'];
export type PropagationScenario = Schemas['PropagationScenario'];
export type AssociateId = Schemas['AssociateId'];
export type TempUeId = Schemas['TempUeId'];
export type Ecgi = Schemas['Ecgi'];
export type Nrcgi = Schemas['Nrcgi'];
export type CellLayer2 = Schemas['CellLayer2'];
export type UeLayer2 = Schemas['UeLayer2'];
export type PrbUsage = Schemas['PrbUsage'];
export type BearerChange = Schemas['BearerChange'];
export type HoStatus = Schemas['HoStatus'];
export type HandoverCause = Schemas['HandoverCause'];
export type HandoverFailure = Schemas['HandoverFailure'];

export type Scenario = Schemas['Scenario'];
export type ScheduledEvent = Schemas['ScheduledEvent'];

/** How the time passes: `speed` is that of the network by that of the platform, for REAL_TIME. */
export type ClockSetting = Required<Omit<Schemas['Clock'], 'time'>>;

/** What is told of the network from outside. */
export type RadioEvent = Schemas['RadioEvent'];
/** Of the parts of a state that are told. */
export type ToldUeState = Schemas['UeState'];
export type ToldCellState = Schemas['CellState'];
