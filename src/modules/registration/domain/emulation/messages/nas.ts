import type { Guti, NasProtection, NssaiInclusionMode, RegistrationType, Snssai } from '../../types.js';

/** Keys of a 5G NAS security context, told apart by their name; whoever has the same name can verify and decipher. */
export type KeyName = string;

/** A 5GS mobile identity (3GPP TS 24.501, 9.11.3.4). The SUCI shows its SUPI, since no concealment is emulated. */
export type MobileIdentity = { type: 'SUCI'; supi: string } | { type: '5G-GUTI'; guti: Guti };

export interface RejectedSnssai extends Snssai {
  /** 0 not available in the current PLMN, 1 not available in the current registration area (3GPP TS 24.501, 9.11.3.46). */
  cause: 0 | 1;
}

export interface RegistrationRequestElements {
  '5GS registration type': RegistrationType;
  '5GS mobile identity': MobileIdentity;
  /** 7: no key is available. */
  ngKSI: number;
  /** Not a cleartext IE: only in a NAS message container (3GPP TS 24.501, 4.4.6). */
  'Requested NSSAI'?: Snssai[];
  /** The complete request, for whoever has the keys with which the message is protected. */
  'NAS message container'?: RegistrationRequestElements;
}

/** NAS messages with the information elements that matter, by the names of 3GPP TS 24.501, 8.2. */
export interface NasElements {
  'REGISTRATION REQUEST': RegistrationRequestElements;
  'IDENTITY REQUEST': { 'Identity type': 'SUCI' };
  'IDENTITY RESPONSE': { 'Mobile identity': MobileIdentity };
  'AUTHENTICATION REQUEST': { ngKSI: number; 'Authentication parameter RAND': string };
  'AUTHENTICATION RESPONSE': { 'Authentication response parameter': string };
  'SECURITY MODE COMMAND': { ngKSI: number };
  /** The container holds the complete REGISTRATION REQUEST. */
  'SECURITY MODE COMPLETE': { 'NAS message container': RegistrationRequestElements };
  'REGISTRATION ACCEPT': {
    '5G-GUTI': Guti;
    'Allowed NSSAI': Snssai[];
    'Configured NSSAI'?: Snssai[];
    'Rejected NSSAI'?: RejectedSnssai[];
    'NSSAI inclusion mode'?: NssaiInclusionMode;
  };
  'REGISTRATION COMPLETE': Record<string, never>;
  'REGISTRATION REJECT': {
    '5GMM cause': number;
    'Rejected NSSAI'?: RejectedSnssai[];
    /** An extension: the standard has it in REGISTRATION ACCEPT only, with IEI 31. */
    'Configured NSSAI'?: Snssai[];
    /** An extension: the standard has it in REGISTRATION ACCEPT only, with IEI A-. */
    'NSSAI inclusion mode'?: NssaiInclusionMode;
  };
}

export type NasName = keyof NasElements;

/** A NAS message as its sender has protected it. */
export type Nas<Name extends NasName> = { name: Name; elements: NasElements[Name]; sender: string; protection: NasProtection; key?: KeyName };
export type NasMessage = { [Name in NasName]: Nas<Name> }[NasName];
