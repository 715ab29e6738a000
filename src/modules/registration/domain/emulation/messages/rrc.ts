import type { Guami, Snssai } from '../../types.js';

/** RRC messages with the information elements that matter (3GPP TS 38.331, 6.2.2). */
export interface RrcElements {
  RRCSetupRequest: { establishmentCause: 'mo-Signalling' };
  RRCSetup: Record<string, never>;
  /** Carries the initial NAS message. */
  RRCSetupComplete: {
    registeredAMF?: { amfIdentifier: string };
    'guami-Type'?: 'native';
    's-NSSAI-List'?: Snssai[];
    /** GUAMI and 5G-TMSI; more than the 48 bits of the standard, since there is only one PLMN. */
    'ng-5G-S-TMSI-Value'?: { guami: Guami; tmsi: string };
  };
  /** Carries a NAS message. */
  ULInformationTransfer: Record<string, never>;
  /** Carries a NAS message. */
  DLInformationTransfer: Record<string, never>;
  RRCRelease: Record<string, never>;
}
