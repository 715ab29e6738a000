import type { NasMessage, NasElements, RegistrationRequestElements } from '../../messages/nas.js';
import type { InitialUeMessage } from '../../messages/ngap.js';
import type { AuthorizedNetworkSliceInfo, SbiElements } from '../../messages/sbi.js';
import type { Guti, Snssai } from '../../../types.js';
import type { StepName } from './step-name.js';

/** A UE at a gNB as this AMF knows it: it lasts until the UE is released or handed over. */
export interface Association {
  amfUeNgapId: number;
  ranUeNgapId: number;
  gnb: string;
  /** Absent when it is over. */
  registration?: Registration;
}

/** The slices of a subscriber. */
interface SubscribedSlices {
  singleNssais: Snssai[];
  defaultSingleNssais: Snssai[];
}

/** A NAS message that is sent again until it is answered. */
export interface Repeated {
  timer: 'T3550' | 'T3560' | 'T3570';
  nas: NasMessage;
  expiries: number;
}

export interface Rejection {
  elements: NasElements['REGISTRATION REJECT'];
  /** Not even if there is a security context. */
  plain?: true;
}

type Vector = Extract<SbiElements['Nudm_UEAuthentication_Get response'], { status: 200 }>;

/** How far a registration is, and what it has brought until now. */
export interface Registration {
  step: StepName;
  tac: string;
  /** Complete as soon as there is a security context. */
  request: RegistrationRequestElements;
  /** The message that would be rerouted; absent if another AMF has handed the registration over. */
  initial?: InitialUeMessage & { 'NAS-PDU': NasMessage };
  /** Whether another AMF has handed it over or rerouted it. */
  handedOver: boolean;
  supi?: string;
  /** Whether the SUPI comes from a SUCI; else it may be that of another UE that once had the same 5G-GUTI. */
  identified?: boolean;
  /** The AMF that has the context of the UE, and knows it by this 5G-GUTI. */
  oldAmf?: { amf: string; guti: Guti };
  vector?: Vector & { ngKsi: number };
  security?: { ngKsi: number; key: string };
  subscription?: SubscribedSlices;
  slices?: AuthorizedNetworkSliceInfo;
  target?: { amf: string; amfSet: string };
  rejection?: Rejection;
  releaseCause?: string;
  repeated?: Repeated;
}
