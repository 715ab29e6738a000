import type { NotificationType, SubscriptionType } from '../subscription/notification-type.js';
import { CARRIER_AGGREGATION } from './carrier-aggregation.js';
import { CELL_CHANGE } from './cell-change.js';
import { END_MARKER } from './end-marker.js';
import { NR_CELL_CHANGE } from './nr-cell-change.js';
import { NR_UE_MEASUREMENT } from './nr-ue-measurement.js';
import { RAB_ESTABLISHMENT } from './rab-establishment.js';
import { RAB_MODIFICATION } from './rab-modification.js';
import { RAB_RELEASE } from './rab-release.js';
import { S1_BEARER } from './s1-bearer.js';
import { TIMING_ADVANCE } from './timing-advance.js';
import { UE_MEASUREMENT } from './ue-measurement.js';

/** Those that are told of what happens in the network (MEC 012, 6.3, and one extension). */
export const NOTIFICATION_TYPES: readonly NotificationType[] = [
  CELL_CHANGE,
  NR_CELL_CHANGE,
  RAB_ESTABLISHMENT,
  RAB_MODIFICATION,
  RAB_RELEASE,
  UE_MEASUREMENT,
  NR_UE_MEASUREMENT,
  TIMING_ADVANCE,
  CARRIER_AGGREGATION,
  S1_BEARER,
];

/** All types of subscriptions. */
export const SUBSCRIPTION_TYPES: readonly SubscriptionType[] = [...NOTIFICATION_TYPES, END_MARKER];
