import type { EstablishedBearer } from '../../../src/modules/ran/index.js';
import type { KnownUe, ServedUe, Situation } from '../../../src/modules/rnis/domain/queries/situation.js';
import type { RniSchemas } from './rni.js';
import { sameId, sameText } from './reference-filter.js';

// What the queries answer, written down plainly from MEC 012, 7.3 to 7.5a, without anything of the platform's.

interface Query {
  cell_id?: string[];
  ue_ipv4_address?: string[];
  ue_ipv6_address?: string[];
  nated_ip_address?: string[];
  gtp_teid?: string[];
  temp_ue_id?: string[];
}

const PARAMETERS = [
  ['ue_ipv4_address', 1],
  ['ue_ipv6_address', 2],
  ['nated_ip_address', 3],
  ['gtp_teid', 4],
] as const;

const hasTempUeId = ({ tempUeId }: KnownUe, wanted: string[]) => tempUeId !== undefined && wanted.some((one) => sameText(one, tempUeId.mmec + tempUeId.mtmsi));

function hasOne(ue: KnownUe, type: 1 | 2 | 3 | 4, wanted: string[]): boolean {
  for (const own of ue.associateId) for (const value of wanted) if (sameId(own, { type, value })) return true;
  return false;
}

/** Whether a parameter names nothing that the platform knows. */
export function isUnknown({ cells, ues }: Situation, query: Query): boolean {
  if (query.cell_id?.length && !cells.some(({ ecgi }) => query.cell_id!.some((id) => sameText(id, ecgi.cellId)))) return true;
  for (const [name, type] of PARAMETERS) if (query[name]?.length && !ues.some((ue) => hasOne(ue, type, query[name]!))) return true;
  return query.temp_ue_id !== undefined && query.temp_ue_id.length > 0 && !ues.some((ue) => hasTempUeId(ue, query.temp_ue_id!));
}

const isAskedCell = ({ cellId }: RniSchemas['Ecgi'], { cell_id: wanted }: Query) => !wanted?.length || wanted.some((id) => sameText(id, cellId));

function isAskedUe(ue: ServedUe, query: Query): boolean {
  if (!isAskedCell(ue.ecgi, query)) return false;
  for (const [name, type] of PARAMETERS) if (query[name]?.length && !hasOne(ue, type, query[name])) return false;
  return !query.temp_ue_id?.length || hasTempUeId(ue, query.temp_ue_id);
}

export const expectedBearers = ({ servedUes }: Situation, query: Query, isAsked: (bearer: EstablishedBearer) => boolean) =>
  servedUes
    .filter((ue) => isAskedUe(ue, query))
    .flatMap(({ ecgi: cell, associateId, bearers }) => bearers.filter(isAsked).map(({ erabId }) => ({ cell, associateId, erabId })));

interface Layer2Query extends Query {
  dl_gbr_prb_usage_cell?: number;
  received_randomly_selected_preambles_low_range_cell?: number;
  received_randomly_selecte_preambles_low_range_cell?: number;
  ul_gbr_delay_ue?: number;
  dl_nongbr_throughput_ue?: number;
}

const isOrAny = (wanted: number | undefined, value: number | undefined) => wanted === undefined || wanted === value;

export function expectedCells({ cells, servedUes }: Situation, query: Layer2Query): RniSchemas['Ecgi'][] {
  const namesUes = PARAMETERS.some(([name]) => query[name]?.length);
  return cells
    .filter(({ ecgi }) => isAskedCell(ecgi, query))
    .filter(({ ecgi }) => !namesUes || servedUes.some((ue) => ue.ecgi === ecgi && isAskedUe(ue, query)))
    .filter(({ measures }) => isOrAny(query.dl_gbr_prb_usage_cell, measures.dl_gbr_prb_usage_cell))
    .filter(({ measures }) => isOrAny(query.received_randomly_selected_preambles_low_range_cell, measures.received_randomly_selected_preambles_low_range_cell))
    .filter(({ measures }) => isOrAny(query.received_randomly_selecte_preambles_low_range_cell, measures.received_randomly_selected_preambles_low_range_cell))
    .map(({ ecgi }) => ecgi);
}

export const expectedLayer2Ues = ({ servedUes }: Situation, query: Layer2Query): ServedUe[] =>
  servedUes
    .filter((ue) => ue.associateId.length > 0 && isAskedUe(ue, query))
    .filter(({ measures }) => isOrAny(query.ul_gbr_delay_ue, measures.ul_gbr_delay_ue) && isOrAny(query.dl_nongbr_throughput_ue, measures.dl_nongbr_throughput_ue));
