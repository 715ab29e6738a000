import type { EndMarker } from '../end-marker/end-marker.js';
import { thresholdsKey, thresholdsOf } from '../end-marker/thresholds.js';
import { ecgiKey, nrcgiKey } from '../identity-keys.js';
import { globalCell, ueNeighbour } from '../neighbours.js';
import { defineNotificationType } from '../subscription/notification-type.js';
import type { Schemas } from '../types.js';
import { associateIdAmong } from './common-criteria.js';
import { namedUe } from './named-ue.js';
import { reportedQuantities } from './reported-quantities.js';

/** An extension of this platform: a UE is about to leave its cell, in either technology. */
export const END_MARKER = defineNotificationType<Schemas['EndMarkerSubscription'], EndMarker, Schemas['EndMarkerNotification'], EndMarker>({
  subscriptionType: 'EndMarkerSubscription',
  listedAs: 'end_marker',
  filterAttribute: 'filterCriteriaEndMarker',
  about: ({ subscriptionType, filterCriteriaEndMarker }) => ({
    subscriptionType,
    filterCriteriaEndMarker: { ...filterCriteriaEndMarker, ...thresholdsOf(filterCriteriaEndMarker) },
  }),
  topical: (marker) => marker,
  criteria: [
    associateIdAmong(({ filterCriteriaEndMarker }) => filterCriteriaEndMarker.associateId),
    {
      name: 'cell',
      wanted: ({ filterCriteriaEndMarker: { ecgi = [], nrcgi = [] } }) => [...ecgi.map(ecgiKey), ...nrcgi.map(nrcgiKey)],
      present: ({ cell }) => [cell.rat === 'EUTRA' ? ecgiKey(cell.ecgi) : nrcgiKey(cell.nrcgi)],
    },
    { name: 'thresholds', wanted: ({ filterCriteriaEndMarker }) => [thresholdsKey(thresholdsOf(filterCriteriaEndMarker))], present: ({ thresholds }) => [thresholds] },
  ],
  tell: ({ ue, cell, prbUsage, serving, neighbour }) => ({
    notificationType: 'EndMarkerNotification',
    ...namedUe(ue),
    ...globalCell(cell),
    prbUsage,
    rsrp: reportedQuantities(serving).rsrp,
    neighbour: ueNeighbour(neighbour),
  }),
});
