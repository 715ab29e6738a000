import { topic } from '../../../common/events/index.js';
import type { UeIdentity } from '../../../ran/index.js';
import type { Leaving } from './departure.js';

/** A UE is about to leave its cell by some thresholds. */
export interface EndMarker extends Leaving {
  /** Milliseconds since 1970 on the network's clock. */
  time: number;
  ue: UeIdentity;
  /** Key of the thresholds. */
  thresholds: string;
}

/** End markers, one row for each set of thresholds by which a UE leaves. The network does not tell them: they are computed here from the states of UEs. */
export const RNIS_END_MARKER = topic<EndMarker>('rnis.end-marker');
