import type { NgapMessage } from '../../../messages/message.js';
import type { Nas } from '../../../messages/nas.js';
import type { Dialogue } from '../dialogue.js';
import type { Association } from '../registration.js';
import type { Progress } from '../step.js';
import { withHints } from './reject.js';

export type InitialMessage = Extract<NgapMessage, { name: 'INITIAL UE MESSAGE' }>;
type RegistrationRequest = Nas<'REGISTRATION REQUEST'>;

/** What the AMF knows of a registration from its first message; the rest is to come. */
export function registrationOf({ elements }: InitialMessage, nas: RegistrationRequest): NonNullable<Association['registration']> {
  const handedOver = elements['Source to Target AMF Information Reroute'] !== undefined;
  return { step: 'IDENTITY', tac: elements['User Location Information'].tac, request: nas.elements, initial: { ...elements, 'NAS-PDU': nas }, handedOver };
}

/** Looks the UE up by the identity that it gives. */
export function begin(ue: Dialogue, nas: RegistrationRequest): Progress {
  const { registration, contexts } = ue;
  const identity = nas.elements['5GS mobile identity'];
  const known = identity.type === '5G-GUTI' ? contexts.withGuti(identity.guti) : undefined;
  if (known && nas.protection !== 'PLAIN' && nas.key === known.key) {
    const { supi, ngKsi, key } = known;
    const { 'NAS message container': complete } = nas.elements;
    Object.assign(registration, { supi, security: { ngKsi, key }, ...(complete && { request: complete }) });
    const why = 'The UE is registered with this AMF, and its message is protected with the keys that they share';
    if (complete) return { reason: `${why}.`, next: 'SUBSCRIPTION' };
    return { reason: `${why}: these are taken into use, so that the complete request follows (TS 24.501, 4.4.6).`, next: 'SECURITY MODE' };
  }
  const rerouted = registration.initial?.['Source to Target AMF Information Reroute'];
  if (rerouted && ue.settings.rejectBy === 'TARGET') {
    registration.rejection = { ...withHints(ue, rerouted.configuredNssai), plain: true };
    return { reason: 'It was rerouted, and nothing is known of the UE that could protect an answer: it is rejected without protection.', next: 'REJECTION' };
  }
  if (identity.type === 'SUCI') {
    Object.assign(registration, { supi: identity.supi, identified: true });
    return { reason: 'The UE gives its permanent identity, which has to be proven.', next: 'AUTHENTICATION VECTOR' };
  }
  if (known) {
    registration.supi = known.supi;
    return { reason: 'The 5G-GUTI is known here, but the message is not protected with the keys of that UE.', next: 'AUTHENTICATION VECTOR' };
  }
  if (contexts.isOwn(identity.guti.guami)) return { reason: 'The 5G-GUTI is of this AMF, which has no context of such a UE.', next: 'IDENTITY' };
  return { reason: 'The 5G-GUTI is of another AMF, which may have the context of the UE.', next: 'OLD AMF DISCOVERY' };
}
