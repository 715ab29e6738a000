import type { WantedSubscription } from '../ports/rni-subscriptions.js';
import type { DetectionSetting } from './detection-setting.js';

const COMPLETED = [3];
const ON_THE_WAY = [1, 2, 4, 5];

/** Every subscription that handover may have. Those of hoStatus 3 have ways of their own, on which nothing is waited for before an attach. */
export const PURPOSES = ['eutran-completed', 'eutran-on-the-way', 'nr-completed', 'nr-on-the-way', 'eutran-measurements', 'nr-measurements', 'end-marker'] as const;
export type Purpose = (typeof PURPOSES)[number];

/** What each is to be; undefined if it is not wanted. A UE may always come, so hoStatus is subscribed to even where none begins a handover. */
export function wantedSubscriptions({ endMarker: { enabled, ...thresholds } }: DetectionSetting): Record<Purpose, WantedSubscription | undefined> {
  const cellChange = (subscriptionType: 'CellChangeSubscription' | 'NrCellChangeSubscription', hoStatus: number[]) => ({ subscriptionType, filterCriteriaAssocHo: { hoStatus } });
  return {
    'eutran-completed': cellChange('CellChangeSubscription', COMPLETED),
    'eutran-on-the-way': cellChange('CellChangeSubscription', ON_THE_WAY),
    'nr-completed': cellChange('NrCellChangeSubscription', COMPLETED),
    'nr-on-the-way': cellChange('NrCellChangeSubscription', ON_THE_WAY),
    'eutran-measurements': { subscriptionType: 'MeasRepUeSubscription', filterCriteriaAssocTri: {} },
    'nr-measurements': { subscriptionType: 'NrMeasRepUeSubscription', filterCriteriaNrMrs: {} },
    'end-marker': enabled ? { subscriptionType: 'EndMarkerSubscription', filterCriteriaEndMarker: thresholds } : undefined,
  };
}
