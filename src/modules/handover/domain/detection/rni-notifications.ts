import type { components } from '../../../../generated/mec012-rni.js';
import { fromTimeStamp, type TimeStamp } from '../../../common/clock/index.js';
import type { CellReference } from '../types.js';
import { ueKeys } from '../ue-key.js';
import type { Hint } from './hint.js';
import type { MeasurementReport } from './measurements.js';
import type { Neighbour } from './strongest-neighbour.js';

type Schemas = components['schemas'];
export type RniNotification = Schemas['RniNotification'];

/** Milliseconds since 1970. Without a time stamp it counts as older than any other. */
const timeIn = ({ timeStamp }: { timeStamp?: TimeStamp }): number => (timeStamp ? fromTimeStamp(timeStamp) : 0);

const eutran = (ecgi: Schemas['Ecgi']): CellReference => ({ ecgi });
const nr = (nrcgi: Schemas['Nrcgi']): CellReference => ({ nrcgi });

function endMarker({ associateId: ue = [], ecgi, nrcgi }: Schemas['EndMarkerNotification']): Hint {
  return { kind: 'END_MARKER', ue, servingCell: ecgi ? { ecgi } : { ...(nrcgi && { nrcgi }) } };
}

/** What a notification of our RNIS says of a UE that leaves or comes; undefined if it says nothing of that. */
export function hintOf(notification: RniNotification): Hint | undefined {
  switch (notification.notificationType) {
    case 'CellChangeNotification': {
      const { hoStatus, associateId: ue = [], srcEcgi, trgEcgi } = notification;
      return { kind: 'HO_STATUS', hoStatus, ue, sourceCell: eutran(srcEcgi), targetCells: trgEcgi.map(eutran), at: timeIn(notification) };
    }
    case 'NrCellChangeNotification': {
      const { hoStatus, associateId: ue = [], srcNrcgi, trgNrcgi } = notification;
      return { kind: 'HO_STATUS', hoStatus, ue, sourceCell: nr(srcNrcgi), targetCells: trgNrcgi.map(nr), at: timeIn(notification) };
    }
    case 'EndMarkerNotification':
      return endMarker(notification);
    default:
      return undefined;
  }
}

type Measured = Omit<Neighbour, 'measuredAt'>;
interface Quantities { rsrp?: number; rsrq?: number; sinr?: number }

/** A cell of which no RSRP is told cannot be compared with others. */
const measured = (cell: CellReference, { rsrp, rsrq, sinr }: Quantities = {}): Measured[] =>
  rsrp === undefined ? [] : [{ cell, rsrp, ...(rsrq !== undefined && { rsrq }), ...(sinr !== undefined && { sinr }) }];

/** The neighbours of the UE's own technology in a measurement report; undefined if the notification is none. */
export function reportIn(notification: RniNotification): MeasurementReport | undefined {
  switch (notification.notificationType) {
    case 'MeasRepUeNotification': {
      const { associateId = [], eutranNeighbourCellMeasInfo = [] } = notification;
      return { ueKeys: ueKeys(associateId), neighbours: eutranNeighbourCellMeasInfo.flatMap(({ ecgi, ...quantities }) => measured({ ecgi }, quantities)) };
    }
    case 'NrMeasRepUeNotification': {
      const { associateId = [], nrNeighCellMeasInfo = [] } = notification;
      return { ueKeys: ueKeys(associateId), neighbours: nrNeighCellMeasInfo.flatMap(({ nrcgi, measQuantityResultsSsbCell }) => measured({ nrcgi }, measQuantityResultsSsbCell)) };
    }
    default:
      return undefined;
  }
}
