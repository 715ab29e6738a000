import { contains, intersection } from '../../../../snssai.js';
import type { Snssai } from '../../../../types.js';
import { NSSF, UDM } from '../../names.js';
import { listed } from '../../wording.js';
import type { SbiElements } from '../../../messages/sbi.js';
import type { Dialogue } from '../dialogue.js';
import type { Progress, Step } from '../step.js';
import { NOT_ALLOWED } from './authenticate.js';
import { withHints, withoutHints } from './reject.js';

/** In an Allowed NSSAI (3GPP TS 24.501, 9.11.3.37). */
const MOST_ALLOWED = 8;

export const allowedNssai = ({ registration, amf }: Dialogue): Snssai[] =>
  intersection(registration.slices?.allowedNssaiList ?? [], amf.snssais).slice(0, MOST_ALLOWED);

export const subscription: Step<'Nudm_SDM_Get response'> = {
  enter: (ue) => ue.ask({ name: 'Nudm_SDM_Get', elements: { supi: ue.registration.supi! }, receiver: UDM }),
  answer: 'Nudm_SDM_Get response',
  take: ({ registration }, answer) => {
    if (answer.status === 404) {
      registration.rejection = { elements: { '5GMM cause': NOT_ALLOWED } };
      return { reason: 'The UE is no subscriber: it is rejected.', next: 'REJECTION' };
    }
    const { singleNssais, defaultSingleNssais } = answer;
    registration.subscription = { singleNssais, defaultSingleNssais };
    return { reason: `The UE has subscribed to ${listed(singleNssais)}: which of them can it have here?`, next: 'SLICE SELECTION' };
  },
};

/** What can be served at all the UE would have to request first. */
function beyondDefault(ue: Dialogue): Progress {
  const { registration, settings } = ue;
  registration.rejection = settings.rejectBy === 'NONE' ? withoutHints(ue) : withHints(ue, registration.slices?.configuredNssai);
  return { reason: 'What can be served here the UE would have to request: it is rejected.', next: 'REJECTION' };
}

export const sliceSelection: Step<'Nnssf_NSSelection_Get response'> = {
  enter: (ue) => {
    const { request, subscription: known, tac } = ue.registration;
    const requested = request['Requested NSSAI'];
    const { singleNssais, defaultSingleNssais } = known!;
    const subscribedNssai = singleNssais.map((subscribedSnssai) => ({ subscribedSnssai, defaultIndication: contains(defaultSingleNssais, subscribedSnssai) }));
    const elements: SbiElements['Nnssf_NSSelection_Get'] = {
      ...{ 'nf-type': 'AMF', 'nf-id': ue.amf.id, 'slice-info-request-for-registration': { ...(requested && { requestedNssai: requested }), subscribedNssai } },
      ...{ tai: { plmnId: ue.amf.plmnId, tac }, gnb: ue.association.gnb },
    };
    ue.ask({ name: 'Nnssf_NSSelection_Get', elements, receiver: NSSF });
  },
  answer: 'Nnssf_NSSelection_Get response',
  take: (ue, { status: _status, ...slices }) => {
    const { registration, amf } = ue;
    registration.slices = slices;
    const { targetAmfSet, candidateAmfList } = slices;
    const isServed = targetAmfSet !== undefined || candidateAmfList !== undefined;
    if (isServed && !slices.allowedNssaiList.length) return beyondDefault(ue);
    if (targetAmfSet === amf.set || candidateAmfList?.includes(amf.id)) {
      return { reason: `This AMF serves ${listed(allowedNssai(ue))}: the UE is accepted.`, next: 'ACCEPTANCE' };
    }
    if (isServed && !registration.handedOver) return { reason: 'Other AMFs must serve the UE.', next: 'TARGET DISCOVERY' };
    registration.rejection = withoutHints(ue);
    const why = isServed ? 'Other AMFs must serve the UE, but another AMF has handed it over already' : 'No AMF serves the UE here';
    return { reason: `${why}: it is rejected.`, next: 'REJECTION' };
  },
};
