import type { Schemas } from '../types.js';
import { select, type SelectionParameters } from './selection.js';
import type { CellMeasures, Situation, UeMeasures } from './situation.js';

/** ETSI's published document misspells one of the names; both are taken. */
interface Misspelt {
  received_randomly_selecte_preambles_low_range_cell?: number;
}

export type Layer2MeasParameters = SelectionParameters & CellMeasures & UeMeasures & Misspelt;

/**
 * The layer 2 measurements of cells and UEs (MEC 012, 7.5a). A UE without identifiers is left out: associateId is mandatory.
 * @throws Problem 400 or 404 as `select`
 */
export function layer2Meas(situation: Situation, parameters: Layer2MeasParameters): Required<Pick<Schemas['L2Meas'], 'cellInfo' | 'cellUEInfo'>> {
  const { cells, servedUes, askedUes } = select(situation, parameters);
  const [ofCells, ofUes] = [measuresAsked(parameters, '_cell'), measuresAsked(parameters, '_ue')];
  return {
    cellInfo: cells.filter(({ measures }) => hasAll(measures, ofCells)).map(({ ecgi, measures }) => ({ ecgi, ...measures })),
    cellUEInfo: servedUes.flatMap((ue) => {
      const associateId = askedUes.nameOf(ue);
      return associateId && hasAll(ue.measures, ofUes) ? [{ ecgi: ue.ecgi, associateId, ...ue.measures }] : [];
    }),
  };
}

/** An entry without the measure does not have the value. */
function hasAll(measures: object, asked: [string, unknown][]): boolean {
  return asked.every(([name, value]) => (measures as Record<string, unknown>)[name] === value);
}

function measuresAsked(parameters: Layer2MeasParameters, ending: '_cell' | '_ue'): [string, unknown][] {
  const given = Object.entries(parameters).filter(([name]) => name.endsWith(ending));
  return given.map(([name, value]) => [name.replace('_selecte_', '_selected_'), value]);
}
