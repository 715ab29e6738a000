import { notFound } from '../../../common/problem/index.js';
import { s1BearerOf } from '../bearer-info.js';
import type { Schemas } from '../types.js';
import { select, type SelectionParameters } from './selection.js';
import type { ServedUe, Situation } from './situation.js';

export interface S1BearerInfoParameters extends SelectionParameters {
  erab_id?: number[];
}

/**
 * The S1 bearers by UE (MEC 012, 7.5). A UE without identifiers is left out: associateId has at least one entry.
 * @throws Problem 400 or 404 as `select`; 404 if nothing is left
 */
export function s1UeInfo(situation: Situation, parameters: S1BearerInfoParameters): Schemas['S1UeInfo'][] {
  const erabIds = parameters.erab_id ?? [];
  const isAsked = ({ erabId }: { erabId: number }) => erabIds.length === 0 || erabIds.includes(erabId);
  const found = select(situation, parameters)
    .servedUes.map((ue) => ({ ...ue, bearers: ue.bearers.filter(isAsked) }))
    .filter(({ associateId, bearers }) => associateId.length > 0 && bearers.length > 0);
  if (found.length === 0) throw notFound('There is no S1 bearer that matches.');
  return found.map(toS1UeInfo);
}

const toS1UeInfo = ({ associateId, tempUeId, ecgi, bearers }: ServedUe): Schemas['S1UeInfo'] => ({
  ...(tempUeId && { tempUeId }),
  associateId,
  ecgi: [ecgi],
  s1BearerInfoDetailed: bearers.map(s1BearerOf),
});
