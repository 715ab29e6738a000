import type { Guami, Guti, RegistrationType, Snssai } from '../../types.js';
import type { RejectedSnssai } from './nas.js';
import type { KeyName, RegistrationRequestElements } from './nas.js';

/** What AMFs hand over of a UE. */
export interface UeContext {
  supi: string;
  ngKsi: number;
  key: KeyName;
}

/** AuthorizedNetworkSliceInfo of 3GPP TS 29.531. */
export interface AuthorizedNetworkSliceInfo {
  allowedNssaiList: Snssai[];
  configuredNssai: Snssai[];
  /** Absent, and no list either, if no AMF set serves any slice of the UE at this place. */
  targetAmfSet?: string;
  /** Ids of AMFs, where the NSSF names these and no set. */
  candidateAmfList?: string[];
  rejectedNssaiInPlmn: Snssai[];
  rejectedNssaiInTa: Snssai[];
}

/** Requests and responses between network functions of the core, `… response` answers the request of the name. `status` is that of HTTP. */
export interface SbiElements {
  /** The UDM stands for the AUSF too: it gives the vector with the keys of the AMF. */
  Nudm_UEAuthentication_Get: { supi: string; servingAmf: string };
  'Nudm_UEAuthentication_Get response': { status: 200; rand: string; xresStar: string; key: KeyName } | { status: 404; cause: 'USER_NOT_FOUND' };
  Nudm_SDM_Get: { supi: string };
  'Nudm_SDM_Get response': { status: 200; singleNssais: Snssai[]; defaultSingleNssais: Snssai[] } | { status: 404; cause: 'USER_NOT_FOUND' };
  Nnssf_NSSelection_Get: { requestedNssai?: Snssai[]; subscribedNssais: Snssai[]; defaultSubscribedNssais: Snssai[]; tac: string; gnb: string; amfSet: string };
  'Nnssf_NSSelection_Get response': { status: 200 } & AuthorizedNetworkSliceInfo;
  /** Asks for AMFs, of a set or with a GUAMI. */
  Nnrf_NFDiscovery: { 'target-nf-type': 'AMF'; 'amf-set-id'?: string; guami?: Guami };
  'Nnrf_NFDiscovery response': { status: 200; nfInstances: { amf: string; amfId: string; amfSet: string; capacity: number }[] };
  Namf_Communication_UEContextTransfer: { guti: Guti; reason: RegistrationType };
  'Namf_Communication_UEContextTransfer response': { status: 200; ueContext: UeContext } | { status: 404; cause: 'CONTEXT_NOT_FOUND' };
  Namf_Communication_RegistrationStatusUpdate: { guti: Guti; transferStatus: 'TRANSFERRED' | 'NOT_TRANSFERRED' };
  'Namf_Communication_RegistrationStatusUpdate response': { status: 200 } | { status: 404; cause: 'CONTEXT_NOT_FOUND' };
  /** The registration goes on at the receiver, with the keys that the UE has agreed on with the sender. */
  Namf_Communication_N1MessageNotify: {
    registrationRequest: RegistrationRequestElements;
    registrationContextContainer: { ueContext: UeContext; anN2ApId: number; gnb: string; tac: string; allowedNssai: Snssai[]; configuredNssai: Snssai[]; rejectedNssai: RejectedSnssai[] };
  };
  'Namf_Communication_N1MessageNotify response': { status: 204 };
}
