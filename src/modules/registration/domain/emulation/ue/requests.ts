import type { Guti, RegistrationType, Snssai } from '../../types.js';
import type { MobileIdentity, Nas, NasMessage, RegistrationRequestElements } from '../messages/nas.js';
import { PLAIN, type NasSecurity } from './nas-security.js';

export const identityOf = (supi: string, guti: Guti | undefined): MobileIdentity => (guti ? { type: '5G-GUTI', guti } : { type: 'SUCI', supi });

/** The REGISTRATION REQUEST with all its elements, for those who have the keys. */
export function completeRequest(type: RegistrationType, identity: MobileIdentity, ngKSI: number, requested: Snssai[]): RegistrationRequestElements {
  return { '5GS registration type': type, '5GS mobile identity': identity, ngKSI, ...(requested.length && { 'Requested NSSAI': requested }) };
}

/**
 * What the UE sends first: cleartext elements, and, with a security context, the complete message in a container
 * (3GPP TS 24.501, 4.4.6). Without a context that follows in SECURITY MODE COMPLETE.
 */
export function initialMessage(sender: string, complete: RegistrationRequestElements, security: NasSecurity, ciphers: boolean): Nas<'REGISTRATION REQUEST'> {
  const { 'Requested NSSAI': _, ...cleartext } = complete;
  const container = security.hasContext && ciphers ? { 'NAS message container': complete } : {};
  const protection: Pick<NasMessage, 'protection' | 'key'> = security.hasContext ? security.protect('INTEGRITY_PROTECTED') : PLAIN;
  return { name: 'REGISTRATION REQUEST', elements: { ...cleartext, ...container }, sender, ...protection };
}
