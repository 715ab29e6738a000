import fc from 'fast-check';
import type { Situation } from '../../../src/modules/rnis/domain/queries/situation.js';
import { associateId, bearer, bitRate, ecgi, erabId, qci, ue } from './arbitrary-network.js';

const measure = fc.constantFrom(0, 1, 50);
const cellMeasures = fc.record({ dl_gbr_prb_usage_cell: measure, received_randomly_selected_preambles_low_range_cell: measure }, { requiredKeys: [] });
const ueMeasures = fc.record({ ul_gbr_delay_ue: measure, dl_nongbr_throughput_ue: measure }, { requiredKeys: [] });

/** Cells each once, and UEs of which some are served by one of them. */
export const situation: fc.Arbitrary<Situation> = fc
  .uniqueArray(ecgi, { minLength: 1, maxLength: 5, selector: ({ plmn, cellId }) => `${plmn.mnc}-${cellId.toLowerCase()}` })
  .chain((ecgis) => {
    const cells = fc.tuple(...ecgis.map((own) => cellMeasures.map((measures) => ({ ecgi: own, measures }))));
    const served = ue.chain((own) =>
      fc.record({ ecgi: fc.constantFrom(...ecgis), bearers: fc.uniqueArray(bearer, { maxLength: 3, selector: ({ erabId: id }) => id }), measures: ueMeasures }).map((rest) => ({ ...own, ...rest })),
    );
    return fc
      .record({ time: fc.constant(0), plmns: fc.constant<Situation['plmns']>([]), cells, servedUes: fc.array(served, { maxLength: 4 }), elsewhere: fc.array(ue, { maxLength: 2 }) })
      .map(({ elsewhere, ...rest }) => ({ ...rest, ues: [...rest.servedUes, ...elsewhere] }));
  });

const valuesOf = (type: number) => fc.array(associateId.filter((one) => one.type === type).map(({ value }) => value), { maxLength: 2 });
const ues = { ue_ipv4_address: valuesOf(1), ue_ipv6_address: valuesOf(2), nated_ip_address: valuesOf(3), gtp_teid: valuesOf(4) };
const cells = { cell_id: fc.array(ecgi.map(({ cellId }) => cellId), { maxLength: 2 }) };
const optional = { requiredKeys: [] as never[] };

export const cellsQuery = fc.record(cells, optional);
export const rabQuery = fc.record({ ...cells, ...ues, erab_id: erabId, qci, erab_mbr_dl: bitRate, erab_mbr_ul: bitRate, erab_gbr_dl: bitRate, erab_gbr_ul: bitRate }, optional);
export const s1Query = fc.record({ ...cells, ...ues, temp_ue_id: fc.array(fc.constantFrom('01c0ffee01', '0AC0FFEE02', '0ac0ffee01'), { maxLength: 2 }), erab_id: fc.array(erabId, { maxLength: 2 }) }, optional);
export const layer2Query = fc.record(
  {
    ...cells,
    ...ues,
    dl_gbr_prb_usage_cell: measure,
    received_randomly_selected_preambles_low_range_cell: measure,
    received_randomly_selecte_preambles_low_range_cell: measure,
    ul_gbr_delay_ue: measure,
    dl_nongbr_throughput_ue: measure,
  },
  optional,
);
