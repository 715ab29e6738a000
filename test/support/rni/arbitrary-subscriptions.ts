import fc from 'fast-check';
import type { components } from '../../../src/generated/mec012-rni.js';
import { associateId, ecgi, erabId, nrcgi, qci } from './arbitrary-network.js';

type Schemas = components['schemas'];
export type RniSubscription = Exclude<Schemas['RniSubscription'], Schemas['EndMarkerSubscription']>;

const some = <T>(values: fc.Arbitrary<T>) => fc.array(values, { maxLength: 4 });

const appInstanceId = fc.constantFrom('known', 'unknown');
const common = { appInstanceId, associateId: some(associateId) };
const hoStatus = some(fc.constantFrom<1 | 2 | 3 | 4 | 5>(1, 2, 3, 4, 5));
const trigger = some(fc.constantFrom<1 | 10 | 12 | 15 | 20 | 21>(1, 10, 12, 15, 20, 21));
const triggerNr = some(fc.constantFrom<1 | 10 | 12 | 15 | 20 | 30 | 31>(1, 10, 12, 15, 20, 30, 31));
const assoc = fc.record({ ...common, ecgi: some(ecgi) }, { requiredKeys: [] });
const erabQci = fc.record({ appInstanceId, erabId, ecgi: some(ecgi), qci }, { requiredKeys: ['erabId', 'qci'] });

const of = <Type extends string, Attributes>(subscriptionType: Type, attributes: { [Name in keyof Attributes]: fc.Arbitrary<Attributes[Name]> }) =>
  fc.record({ subscriptionType: fc.constant(subscriptionType), callbackReference: fc.constant('http://127.0.0.1:9/'), ...attributes });

/** Requests for subscriptions of every type, with any of their criteria there, empty or absent. */
export const rniSubscription = fc.oneof(
  of('CellChangeSubscription', { filterCriteriaAssocHo: fc.record({ ...common, ecgi: some(ecgi), hoStatus }, { requiredKeys: [] }) }),
  of('NrCellChangeSubscription', { filterCriteriaAssocHo: fc.record({ ...common, nrcgi: some(nrcgi), hoStatus }, { requiredKeys: [] }) }),
  of('RabEstSubscription', { filterCriteriaQci: fc.record({ appInstanceId, ecgi: some(ecgi), qci }, { requiredKeys: ['qci'] }) }),
  of('RabModSubscription', { filterCriteriaQci: erabQci }),
  of('RabRelSubscription', { filterCriteriaQci: erabQci }),
  of('MeasRepUeSubscription', { filterCriteriaAssocTri: fc.record({ ...common, ecgi: some(ecgi), trigger }, { requiredKeys: [] }) }),
  of('NrMeasRepUeSubscription', { filterCriteriaNrMrs: fc.record({ ...common, nrcgi: some(nrcgi), triggerNr }, { requiredKeys: [] }) }),
  of('MeasTaSubscription', { filterCriteriaAssoc: assoc }),
  of('CaReconfSubscription', { filterCriteriaAssoc: assoc }),
  of('S1BearerSubscription', {
    eventType: fc.array(fc.constantFrom<1 | 2 | 3>(1, 2, 3), { minLength: 1, maxLength: 3 }),
    S1BearerSubscriptionCriteria: fc.record({ associateId: some(associateId), ecgi: some(ecgi), erabId: some(erabId) }, { requiredKeys: [] }),
  }),
) as unknown as fc.Arbitrary<RniSubscription>;
