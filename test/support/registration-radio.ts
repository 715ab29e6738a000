import { enb, eutranCell, external, gnb, nrCell, ranPath, scenario, type Schemas } from './ran.js';
import { PLMN, SUPI } from './registration.js';
import type { SpecAgent } from './spec-agent.js';

export const gnbStation = (id: string, nodeId: string) => gnb({ id, nodeId, plmn: PLMN });
export const cell = (id: string, baseStation: string, nrCellId: string) => nrCell({ id, baseStation, nrcgi: { plmn: PLMN, nrCellId } });
/** Moved by what is told. */
export const radioUe = (id: string, supi?: string) => external({ id, ...(supi !== undefined && { supi }) });

const STATIONS = [gnbStation('north', '000001'), gnbStation('south', '000002'), gnbStation('east', '000009'), enb()];
const CELLS = [cell('north-1', 'north', '000001001'), cell('north-2', 'north', '000001002'), cell('south-1', 'south', '000002001'), cell('east-1', 'east', '000009001'), eutranCell()];
const UES = [radioUe('probe-1', SUPI), radioUe('stranger', 'imsi-460000000000099'), radioUe('nameless')];

/** The gNBs of the network of the tests, `north` and `south`, with others; the subscriber of the tests is the UE probe-1. */
export async function furnishRadio(api: SpecAgent, baseStations: Schemas['BaseStation'][] = STATIONS, cells: Schemas['Cell'][] = CELLS, ues: Schemas['Ue'][] = UES): Promise<void> {
  await api.put(ranPath('scenario')).send(scenario({ baseStations, cells, ues })).expect(200);
}

/** Tells of a handover. @param hoStatus of MEC 012, 6.4.2; completed if not given */
export const comesTo = async (api: SpecAgent, ue: string, sourceCell: string, target: string, hoStatus: 2 | 3 | 5 = 3): Promise<void> => {
  await api.post(ranPath('events')).send([{ kind: 'HANDOVER', ue, sourceCell, targetCells: [target], hoStatus }]).expect(204);
};
