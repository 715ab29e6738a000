import { partsOfSet } from '../../../../amf-identity.js';
import { NRF } from '../../names.js';
import type { RegisteredAmf } from '../../nrf.js';
import type { RegistrationContextContainer } from '../../../messages/sbi.js';
import type { Dialogue } from '../dialogue.js';
import { ueContextOf } from '../peers.js';
import type { LastStep, Progress, Step } from '../step.js';
import { withHints, withoutHints } from './reject.js';

/** This AMF cannot or shall not hand the registration to the other one itself. */
function throughTheRan(ue: Dialogue, why: string): Progress {
  const { registration, settings } = ue;
  if (settings.rejectBy !== 'INITIAL') return { reason: `${why}: the gNB is asked to hand it to ${registration.target!.amfSet}.`, next: 'REROUTING' };
  registration.rejection = withHints(ue, registration.slices!.configuredNssai);
  return { reason: `${why}: the UE is told what to request, while there are keys to protect the message.`, next: 'REJECTION' };
}

/** In the order of the NRF, or of the NSSF if it has named AMFs. */
function firstOf(found: readonly RegisteredAmf[], candidates?: readonly string[]): RegisteredAmf | undefined {
  if (!candidates) return found[0];
  return candidates.map((id) => found.find(({ amf }) => amf === id)).find((each) => each !== undefined);
}

function discoveryOf(set: string): { 'amf-region-id': string; 'amf-set-id': string } {
  const { amfRegionId, amfSetId } = partsOfSet(set);
  return { 'amf-region-id': amfRegionId, 'amf-set-id': amfSetId };
}

export const targetDiscovery: Step<'Nnrf_NFDiscovery response'> = {
  enter: (ue) => {
    const { targetAmfSet } = ue.registration.slices!;
    ue.tellOldAmf('NOT_TRANSFERRED');
    const ofSet = targetAmfSet === undefined ? {} : discoveryOf(targetAmfSet);
    ue.ask({ name: 'Nnrf_NFDiscovery', elements: { 'target-nf-type': 'AMF', 'requester-nf-type': 'AMF', ...ofSet }, receiver: NRF });
  },
  answer: 'Nnrf_NFDiscovery response',
  take: (ue, { nfInstances }) => {
    const { registration, settings } = ue;
    const target = firstOf(nfInstances, registration.slices!.candidateAmfList);
    if (!target) {
      registration.rejection = withoutHints(ue);
      return { reason: 'None of the AMFs that serve the UE runs: it is rejected.', next: 'REJECTION' };
    }
    registration.target = { amf: target.amf, amfSet: target.amfSet };
    if (settings.reroute === 'RAN') return throughTheRan(ue, 'Registrations go to other AMFs through the RAN');
    return { reason: `${target.amf} serves the UE.`, next: 'HANDING OVER' };
  },
};

export const handingOver: Step<'Namf_Communication_N1MessageNotify response'> = {
  enter: (ue) => {
    const { request, supi, security, slices, tac, target } = ue.registration;
    const { ranUeNgapId, gnb } = ue.association;
    const { allowedNssaiList: allowedNssai, configuredNssai, rejectedNssaiInPlmn, rejectedNssaiInTa } = slices!;
    const registrationContextContainer: RegistrationContextContainer = {
      ...{ ueContext: ueContextOf({ supi: supi!, ...security! }), anType: '3GPP_ACCESS', anN2ApId: ranUeNgapId, ranNodeId: gnb, initialAmfName: ue.amf.id },
      ...{ userLocation: { nrLocation: { tai: { plmnId: ue.amf.plmnId, tac } } }, allowedNssai, configuredNssai, rejectedNssaiInPlmn, rejectedNssaiInTa },
    };
    ue.ask({ name: 'Namf_Communication_N1MessageNotify', elements: { registrationRequest: request, registrationContextContainer }, receiver: target!.amf });
  },
  answer: 'Namf_Communication_N1MessageNotify response',
  take: ({ registration }) => ({ reason: `The registration goes on at ${registration.target!.amf}.`, next: 'HANDED OVER' }),
  undelivered: (ue) => throughTheRan(ue, `${ue.registration.target!.amf} cannot be reached`),
};

export const rerouting: LastStep = {
  enter: (ue) => {
    const { initial, slices, target } = ue.registration;
    const { allowedNssaiList, configuredNssai } = slices!;
    const allowed = allowedNssaiList.length ? { 'Allowed NSSAI': allowedNssaiList } : {};
    const information = { 'Source to Target AMF Information Reroute': { configuredNssai } };
    ue.toGnb('REROUTE NAS REQUEST', { ...ue.ids, 'NGAP Message': initial!, 'AMF Set ID': partsOfSet(target!.amfSet).amfSetId, ...allowed, ...information });
    ue.forgetUe();
    ue.leave();
  },
};

export const handedOver: LastStep = {
  enter: (ue) => {
    ue.forgetUe();
    ue.leave();
  },
};
