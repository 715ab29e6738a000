import { UDM } from '../../names.js';
import type { PlmnId } from '../../../../types.js';
import type { Step } from '../step.js';

/** 5GS services not allowed (3GPP TS 24.501, 9.11.3.2). */
export const NOT_ALLOWED = 7;

/** 7 says that there is no key; a new key gets another number than the one that the UE has. */
const nextKsi = (ngKsi: number): number => (ngKsi >= 6 ? 0 : ngKsi + 1);

/** 3GPP TS 24.501, 9.12.1. */
const servingNetworkName = ({ mcc, mnc }: PlmnId): string => `5G:mnc${mnc.padStart(3, '0')}.mcc${mcc}.3gppnetwork.org`;

export const authenticationVector: Step<'Nudm_UEAuthentication_Get response'> = {
  enter: (ue) => ue.ask({ name: 'Nudm_UEAuthentication_Get', elements: { supi: ue.registration.supi!, servingNetworkName: servingNetworkName(ue.amf.plmnId) }, receiver: UDM }),
  answer: 'Nudm_UEAuthentication_Get response',
  take: ({ registration }, answer) => {
    if (answer.status === 404) {
      registration.rejection = { elements: { '5GMM cause': NOT_ALLOWED } };
      return { reason: 'The UE is no subscriber: it is rejected.', next: 'REJECTION' };
    }
    registration.vector = { ...answer, ngKsi: nextKsi(registration.request.ngKSI) };
    return { reason: 'The UE is challenged with the RAND.', next: 'AUTHENTICATION' };
  },
};

export const authentication: Step<'AUTHENTICATION RESPONSE'> = {
  enter: (ue) => {
    const { rand, ngKsi } = ue.registration.vector!;
    const nas = ue.plain('AUTHENTICATION REQUEST', { ngKSI: ngKsi, 'Authentication parameter RAND': rand });
    ue.toUe(nas);
    ue.repeat('T3560', nas);
  },
  answer: 'AUTHENTICATION RESPONSE',
  take: ({ registration }, { elements }) => {
    const { xresStar, ngKsi, key } = registration.vector!;
    if (elements['Authentication response parameter'] === xresStar) {
      registration.security = { ngKsi, key };
      return { reason: 'RES* is XRES*: the UE is who it says.', next: 'SECURITY MODE' };
    }
    // 3GPP TS 24.501, 5.4.1.3.5: a 5G-GUTI may have led to another UE.
    if (!registration.identified) return { reason: 'RES* is not XRES*: the 5G-GUTI may be that of another UE.', next: 'IDENTITY' };
    registration.releaseCause = 'authentication-failure';
    return { reason: 'RES* is not XRES*: the UE is not who it says.', next: 'RELEASE' };
  },
};

export const securityMode: Step<'SECURITY MODE COMPLETE'> = {
  enter: (ue) => {
    const nas = ue.secured('SECURITY MODE COMMAND', { ngKSI: ue.registration.security!.ngKsi }, 'INTEGRITY_PROTECTED_WITH_NEW_CONTEXT');
    ue.toUe(nas);
    ue.repeat('T3560', nas);
  },
  answer: 'SECURITY MODE COMPLETE',
  take: ({ registration }, { key, elements }) => {
    if (key !== registration.security!.key) return { ignored: 'It is not protected with the keys that were agreed on.' };
    registration.request = elements['NAS message container'];
    return { reason: 'The security context is in use, and the complete REGISTRATION REQUEST is here.', next: 'SUBSCRIPTION' };
  },
};
