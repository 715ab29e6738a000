import type { Guami, Snssai } from '../../types.js';
import type { NasMessage } from './nas.js';

/** A UE at a gNB, and at the AMF, as NGAP tells them apart (3GPP TS 38.413, 9.3.3). */
interface UeNgapIds {
  'RAN-UE-NGAP-ID': number;
  'AMF-UE-NGAP-ID': number;
}

export interface InitialUeMessage {
  'RAN-UE-NGAP-ID': number;
  /** TAI of the cell with the gNB that it belongs to. */
  'User Location Information': { tac: string; gnb: string };
  'RRC Establishment Cause': 'mo-Signalling';
  '5G-S-TMSI'?: { guami: Guami; tmsi: string };
  /** Three hexadecimal digits; set by a gNB that hands on what an AMF has rerouted. */
  'AMF Set ID'?: string;
  'Allowed NSSAI'?: Snssai[];
  'Source to Target AMF Information Reroute'?: { configuredNssai?: Snssai[] };
}

/** NGAP messages with the information elements that matter (3GPP TS 38.413, 9.2). */
export interface NgapElements {
  /** Carries the initial NAS message. */
  'INITIAL UE MESSAGE': InitialUeMessage;
  /** Carries a NAS message. */
  'DOWNLINK NAS TRANSPORT': UeNgapIds;
  /** Carries a NAS message. */
  'UPLINK NAS TRANSPORT': UeNgapIds;
  'REROUTE NAS REQUEST': {
    'RAN-UE-NGAP-ID': number;
    'AMF-UE-NGAP-ID': number;
    /** The INITIAL UE MESSAGE as it came, with its NAS message. */
    'NGAP Message': InitialUeMessage & { 'NAS-PDU': NasMessage };
    'AMF Set ID': string;
    'Allowed NSSAI'?: Snssai[];
    'Source to Target AMF Information Reroute'?: { configuredNssai?: Snssai[] };
  };
  /** Carries REGISTRATION ACCEPT. */
  'INITIAL CONTEXT SETUP REQUEST': UeNgapIds & { GUAMI: Guami; 'Allowed NSSAI': Snssai[] };
  'INITIAL CONTEXT SETUP RESPONSE': UeNgapIds;
  'UE CONTEXT RELEASE COMMAND': UeNgapIds & { Cause: string };
  'UE CONTEXT RELEASE COMPLETE': UeNgapIds;
}
