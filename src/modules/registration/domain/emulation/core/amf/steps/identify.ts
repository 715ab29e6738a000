import { NRF } from '../../names.js';
import type { Step } from '../step.js';

/** Who has the context of the UE? */
export const oldAmfDiscovery: Step<'Nnrf_NFDiscovery response'> = {
  enter: (ue) => {
    const identity = ue.registration.request['5GS mobile identity'];
    const guami = identity.type === '5G-GUTI' ? { guami: identity.guti.guami } : {};
    ue.ask({ name: 'Nnrf_NFDiscovery', elements: { 'target-nf-type': 'AMF', 'requester-nf-type': 'AMF', ...guami }, receiver: NRF });
  },
  answer: 'Nnrf_NFDiscovery response',
  take: ({ registration }, { nfInstances: [found] }) => {
    const identity = registration.request['5GS mobile identity'];
    if (!found || identity.type !== '5G-GUTI') return { reason: 'The AMF of the 5G-GUTI does not run: the UE is asked who it is.', next: 'IDENTITY' };
    registration.oldAmf = { amf: found.amf, guti: identity.guti };
    return { reason: `The 5G-GUTI is of ${found.amf}.`, next: 'CONTEXT TRANSFER' };
  },
};

export const contextTransfer: Step<'Namf_Communication_UEContextTransfer response'> = {
  enter: (ue) => {
    const { oldAmf, request } = ue.registration;
    const elements = { guti: oldAmf!.guti, reason: request['5GS registration type'] === 'INITIAL' ? 'INIT_REG' : 'MOBI_REG' } as const;
    ue.ask({ name: 'Namf_Communication_UEContextTransfer', elements, receiver: oldAmf!.amf });
  },
  answer: 'Namf_Communication_UEContextTransfer response',
  take: ({ registration }, answer) => {
    if (answer.status === 404) {
      delete registration.oldAmf;
      return { reason: 'The AMF of the 5G-GUTI has no context of the UE: the UE is asked who it is.', next: 'IDENTITY' };
    }
    registration.supi = answer.ueContext.supi;
    return { reason: `The UE is ${answer.ueContext.supi}, which has to be proven.`, next: 'AUTHENTICATION VECTOR' };
  },
  undelivered: ({ registration }) => {
    delete registration.oldAmf;
    return { reason: 'The AMF of the 5G-GUTI cannot be reached: the UE is asked who it is.', next: 'IDENTITY' };
  },
};

export const identity: Step<'IDENTITY RESPONSE'> = {
  enter: (ue) => {
    const nas = ue.plain('IDENTITY REQUEST', { 'Identity type': 'SUCI' });
    ue.toUe(nas);
    ue.repeat('T3570', nas);
  },
  answer: 'IDENTITY RESPONSE',
  take: ({ registration }, { elements }) => {
    const given = elements['Mobile identity'];
    if (given.type !== 'SUCI') return { ignored: 'It does not say who the UE is.' };
    Object.assign(registration, { supi: given.supi, identified: true });
    return { reason: `The UE says that it is ${given.supi}, which has to be proven.`, next: 'AUTHENTICATION VECTOR' };
  },
};
