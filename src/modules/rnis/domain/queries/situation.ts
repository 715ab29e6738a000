import type { EstablishedBearer } from '../../../ran/index.js';
import type { AssociateId, Ecgi, Plmn, Schemas, TempUeId } from '../types.js';

export type CellMeasures = Omit<Schemas['CellInfo'], 'ecgi'>;
export type UeMeasures = Omit<Schemas['CellUEInfo'], 'ecgi' | 'associateId'>;

export interface KnownUe {
  associateId: AssociateId[];
  tempUeId?: TempUeId;
}

/** A UE whose primary cell is one of ours in E-UTRAN. */
export interface ServedUe extends KnownUe {
  ecgi: Ecgi;
  bearers: EstablishedBearer[];
  measures: UeMeasures;
}

/** What the queries are about: the radio network at one moment, as far as it is ours. */
export interface Situation {
  /** Milliseconds since 1970 on the network's clock. */
  time: number;
  /** Of all our cells, each once. */
  plmns: Plmn[];
  /** In E-UTRAN. */
  cells: { ecgi: Ecgi; measures: CellMeasures }[];
  /** All that the network knows, wherever they are. */
  ues: KnownUe[];
  servedUes: ServedUe[];
}
