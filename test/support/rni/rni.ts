import type { components } from '../../../src/generated/mec012-rni.js';
import { pathOf } from '../service-management.js';
import type { SpecAgent } from '../spec-agent.js';
import { MOLE, QUAY } from './harbour.js';

export type RniSchemas = components['schemas'];

export const RNI = '/rni/v2';
export const RAB_INFO = `${RNI}/queries/rab_info`;
export const PLMN_INFO = `${RNI}/queries/plmn_info`;
export const S1_BEARER_INFO = `${RNI}/queries/s1_bearer_info`;
export const LAYER2_MEAS = `${RNI}/queries/layer2_meas`;
export const UE_CONTEXT = `${RNI}/queries/ue_context`;
export const BEARER_INFO = `${RNI}/queries/bearer_info`;
export const RNI_SUBSCRIPTIONS = `${RNI}/subscriptions`;

/** What each type of subscription is about, with every criterion that it knows, and its name in the list. */
export const EVERY_TYPE = [
  { listedAs: 'cell_change', subscriptionType: 'CellChangeSubscription', filterCriteriaAssocHo: { appInstanceId: 'app', associateId: [{ type: 1, value: '10.45.0.11' }], ecgi: [QUAY], hoStatus: [1, 3] } },
  { listedAs: 'nr_cell_change', subscriptionType: 'NrCellChangeSubscription', filterCriteriaAssocHo: { appInstanceId: 'app', associateId: [{ type: 1, value: '10.45.0.13' }], nrcgi: [MOLE], hoStatus: [1, 3] } },
  {
    listedAs: 'end_marker',
    subscriptionType: 'EndMarkerSubscription',
    filterCriteriaEndMarker: { appInstanceId: 'app', associateId: [{ type: 1, value: '10.45.0.13' }], ecgi: [QUAY], nrcgi: [MOLE], prbUsage: 3.5, hysteresis: 0, timeToTrigger: 2000, rsrpOffset: -1.5 },
  },
  { listedAs: 'rab_est', subscriptionType: 'RabEstSubscription', filterCriteriaQci: { appInstanceId: 'app', ecgi: [QUAY], qci: 1 } },
  { listedAs: 'rab_mod', subscriptionType: 'RabModSubscription', filterCriteriaQci: { appInstanceId: 'app', ecgi: [QUAY], erabId: 6, qci: 1 } },
  { listedAs: 'rab_rel', subscriptionType: 'RabRelSubscription', filterCriteriaQci: { appInstanceId: 'app', ecgi: [QUAY], erabId: 6, qci: 1 } },
  { listedAs: 'meas_rep_ue', subscriptionType: 'MeasRepUeSubscription', filterCriteriaAssocTri: { appInstanceId: 'app', associateId: [{ type: 1, value: '10.45.0.11' }], ecgi: [QUAY], trigger: [12] } },
  { listedAs: 'nr_meas_rep_ue', subscriptionType: 'NrMeasRepUeSubscription', filterCriteriaNrMrs: { appInstanceId: 'app', associateId: [{ type: 1, value: '10.45.0.13' }], nrcgi: [MOLE], triggerNr: [12] } },
  { listedAs: 'timing_advance_ue', subscriptionType: 'MeasTaSubscription', filterCriteriaAssoc: { appInstanceId: 'app', associateId: [{ type: 1, value: '10.45.0.11' }], ecgi: [QUAY] } },
  { listedAs: 'ca_reconf', subscriptionType: 'CaReconfSubscription', filterCriteriaAssoc: { appInstanceId: 'app', associateId: [{ type: 1, value: '10.45.0.11' }], ecgi: [QUAY] } },
  { listedAs: 's1_bearer', subscriptionType: 'S1BearerSubscription', eventType: [1, 2, 3], S1BearerSubscriptionCriteria: { associateId: [{ type: 1, value: '10.45.0.11' }], ecgi: [QUAY], erabId: [5, 6] } },
].map(({ listedAs, ...about }) => ({ listedAs, subscriptionType: about.subscriptionType, about }));

/** Completed handovers of anybody. */
export const cellChange = (callbackReference: string, filterCriteriaAssocHo: RniSchemas['FilterCriteriaAssocHo'] = {}) => ({
  subscriptionType: 'CellChangeSubscription',
  callbackReference,
  filterCriteriaAssocHo,
});

/** Answers the path of the subscription. */
export async function subscribeToRni(api: SpecAgent, body: object): Promise<string> {
  const { headers } = await api.post(RNI_SUBSCRIPTIONS).send(body).expect(201);
  return pathOf(String(headers['location']));
}
