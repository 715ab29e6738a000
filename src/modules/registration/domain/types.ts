import type { components } from '../../../generated/registration.js';

type Schemas = components['schemas'];

/** The resources of the emulated core network, as its document defines them. */
export type RegistrationNetwork = Schemas['RegistrationNetwork'];
export type RegistrationGnb = Schemas['RegistrationGnb'];
export type AmfSet = Schemas['AmfSet'];
export type Amf = Schemas['Amf'];
export type SliceSubscription = Schemas['SliceSubscription'];
export type NssfPolicy = Schemas['NssfPolicy'];
export type MessageLatencies = Schemas['MessageLatencies'];
export type RegistrationUe = Schemas['RegistrationUe'];
export type UeBehaviour = Schemas['UeBehaviour'];
export type NssaiInclusionMode = Schemas['NssaiInclusionMode'];
export type RegistrationRunRequest = Schemas['RegistrationRunRequest'];
export type RegistrationRunSettings = Schemas['RegistrationRunSettings'];
export type RegistrationRun = Schemas['RegistrationRun'];
export type RegistrationScenario = Schemas['RegistrationScenario'];
export type RegistrationType = Schemas['RegistrationType'];
export type RegistrationOutcome = Schemas['RegistrationOutcome'];
export type RegistrationAttempt = Schemas['RegistrationAttempt'];
export type TraceEntry = Schemas['TraceEntry'];
export type Disposition = Schemas['Disposition'];
export type NasProtection = Schemas['NasProtection'];
export type Snssai = Schemas['Snssai'];
export type PlmnId = Schemas['PlmnId'];
export type Guami = Schemas['Guami'];
export type Guti = Schemas['RegistrationGuti'];
export type GlobalRanNodeId = Schemas['GlobalRanNodeId'];
export type RegistrationTrigger = Schemas['RegistrationTrigger'];
export type RegistrationRunState = Schemas['RegistrationRunState'];

/** Settings with nothing left open. */
export type RunSettings = Required<Omit<RegistrationRunSettings, 'switchOffAfter' | 'forgedReject'>> & Pick<RegistrationRunSettings, 'switchOffAfter' | 'forgedReject'>;
