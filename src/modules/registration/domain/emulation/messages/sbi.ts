import type { Guami, Guti, PlmnId, Snssai } from '../../types.js';
import type { KeyName, RegistrationRequestElements } from './nas.js';

/** What AMFs hand over of a UE: UeContext of 3GPP TS 29.518. */
export interface UeContext {
  supi: string;
  seafData: { ngKsi: { tsc: 'NATIVE'; ksi: number }; keyAmf: { keyType: 'KAMF'; keyVal: KeyName } };
}

interface Tai {
  plmnId: PlmnId;
  tac: string;
}

/** Of a registration that goes on at another AMF (3GPP TS 29.518). */
export interface RegistrationContextContainer {
  ueContext: UeContext;
  anType: '3GPP_ACCESS';
  /** RAN-UE-NGAP-ID. */
  anN2ApId: number;
  /** Id of the gNB, in place of its GlobalRanNodeId. */
  ranNodeId: string;
  initialAmfName: string;
  userLocation: { nrLocation: { tai: Tai } };
  allowedNssai: Snssai[];
  configuredNssai: Snssai[];
  rejectedNssaiInPlmn: Snssai[];
  rejectedNssaiInTa: Snssai[];
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
  Nudm_UEAuthentication_Get: { supi: string; servingNetworkName: string };
  'Nudm_UEAuthentication_Get response': { status: 200; rand: string; xresStar: string; key: KeyName } | { status: 404; cause: 'USER_NOT_FOUND' };
  Nudm_SDM_Get: { supi: string };
  'Nudm_SDM_Get response': { status: 200; singleNssais: Snssai[]; defaultSingleNssais: Snssai[] } | { status: 404; cause: 'USER_NOT_FOUND' };
  /** `gnb` stands for what the NSSF knows of the slices of a tracking area. */
  Nnssf_NSSelection_Get: {
    'nf-type': 'AMF';
    'nf-id': string;
    'slice-info-request-for-registration': { subscribedNssai: { subscribedSnssai: Snssai; defaultIndication: boolean }[]; requestedNssai?: Snssai[] };
    tai: Tai;
    gnb: string;
  };
  'Nnssf_NSSelection_Get response': { status: 200 } & AuthorizedNetworkSliceInfo;
  /** Asks for AMFs, of a set or with a GUAMI. */
  Nnrf_NFDiscovery: { 'target-nf-type': 'AMF'; 'requester-nf-type': 'AMF'; 'amf-region-id'?: string; 'amf-set-id'?: string; guami?: Guami };
  'Nnrf_NFDiscovery response': { status: 200; nfInstances: { amf: string; amfId: string; amfSet: string; capacity: number }[] };
  Namf_Communication_UEContextTransfer: { guti: Guti; reason: 'INIT_REG' | 'MOBI_REG' };
  'Namf_Communication_UEContextTransfer response': { status: 200; ueContext: UeContext } | { status: 404; cause: 'CONTEXT_NOT_FOUND' };
  Namf_Communication_RegistrationStatusUpdate: { guti: Guti; transferStatus: 'TRANSFERRED' | 'NOT_TRANSFERRED' };
  'Namf_Communication_RegistrationStatusUpdate response': { status: 200 } | { status: 404; cause: 'CONTEXT_NOT_FOUND' };
  /** The registration goes on at the receiver, with the keys that the UE has agreed on with the sender. */
  Namf_Communication_N1MessageNotify: {
    registrationRequest: RegistrationRequestElements;
    registrationContextContainer: RegistrationContextContainer;
  };
  'Namf_Communication_N1MessageNotify response': { status: 204 };
}
