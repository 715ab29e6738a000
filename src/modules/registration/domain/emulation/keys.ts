import type { RegistrationUe } from '../types.js';
import type { KeyName } from './messages/nas.js';

/** The key that UE and UDM derive from a RAND and the secret that they share (3GPP TS 33.501, annex A.7). */
export const kamf = (supi: string, rand: string): KeyName => `KAMF(${supi},${rand})`;

/** The key of a context that UE and AMF have agreed on before the emulation. */
export const storedKamf = (supi: string, { amf, ngKsi }: NonNullable<RegistrationUe['securityContext']>): KeyName => `KAMF(${supi},${amf},${ngKsi})`;

/** RES* of the UE and XRES* of the UDM (3GPP TS 33.501, annex A.4). */
export const resStar = (supi: string, rand: string): string => `RES*(${supi},${rand})`;
