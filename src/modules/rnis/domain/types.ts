import type { components } from '../../../generated/mec012-rni.js';

/** The data types of MEC 012, 6, as the document defines them. */
export type Schemas = components['schemas'];
export type RniSubscription = Schemas['RniSubscription'];
export type SubscriptionTypeName = Schemas['SubscriptionTypeName'];
export type AssociateId = Schemas['AssociateId'];
export type TempUeId = Schemas['TempUeId'];
export type Ecgi = Schemas['Ecgi'];
export type Nrcgi = Schemas['Nrcgi'];
export type Plmn = Schemas['Plmn'];
