import type { EstablishedBearer } from '../../../ran/index.js';
import { ecgiKey } from '../identity-keys.js';
import { qosOf } from '../bearer-info.js';
import type { Schemas } from '../types.js';
import { select, type SelectionParameters } from './selection.js';
import type { ServedUe, Situation } from './situation.js';

export interface RabInfoParameters extends SelectionParameters {
  erab_id?: number;
  qci?: number;
  erab_mbr_dl?: number;
  erab_mbr_ul?: number;
  erab_gbr_dl?: number;
  erab_gbr_ul?: number;
}

/**
 * The E-RABs by cell and UE (MEC 012, 7.3).
 * @throws Problem 400 or 404 as `select`
 */
export function cellUserInfo(situation: Situation, parameters: RabInfoParameters): Schemas['CellUserInfo'][] {
  const { cells, servedUes } = select(situation, parameters);
  const isAsked = bearerFilter(parameters);
  return cells.flatMap(({ ecgi }) => {
    const here = servedUes.filter((ue) => ecgiKey(ue.ecgi) === ecgiKey(ecgi));
    const ueInfo = here.map((ue) => ueInfoOf(ue, isAsked)).filter(({ erabInfo }) => erabInfo.length > 0);
    return ueInfo.length > 0 ? [{ ecgi, ueInfo }] : [];
  });
}

function ueInfoOf({ associateId, bearers }: ServedUe, isAsked: (bearer: EstablishedBearer) => boolean): Schemas['UeInfo'] {
  return { associateId, erabInfo: bearers.filter(isAsked).map((bearer) => ({ erabId: bearer.erabId, erabQosParameters: qosOf(bearer) })) };
}

/** Bit rates are those of GBR bearers; a bearer without them has none of the asked ones. */
function bearerFilter(asked: RabInfoParameters): (bearer: EstablishedBearer) => boolean {
  const admits = (wanted: number | undefined, value: number | undefined) => wanted === undefined || wanted === value;
  return ({ erabId, qci, qosInformation }) =>
    admits(asked.erab_id, erabId) &&
    admits(asked.qci, qci) &&
    admits(asked.erab_mbr_dl, qosInformation?.erabMbrDl) &&
    admits(asked.erab_mbr_ul, qosInformation?.erabMbrUl) &&
    admits(asked.erab_gbr_dl, qosInformation?.erabGbrDl) &&
    admits(asked.erab_gbr_ul, qosInformation?.erabGbrUl);
}
