import { invalid } from '../../../common/problem/index.js';
import { nrArfcn } from '../radio/arfcn.js';
import type { Transmitter } from '../radio/radio-environment.js';
import { type CellTraffic, noCellTraffic } from '../traffic/cell-traffic.js';
import type { BaseStation, Cell, CellLayer2, Plmn } from '../types.js';
import type { CellIdentity } from './events.js';

/** What changes about a cell by itself. */
export interface CellState {
  /** Share of its downlink resource blocks in use, 0..1. */
  load: number;
  traffic: CellTraffic;
  /** Of the last whole second. */
  layer2: CellLayer2;
  /** Told from outside; counts instead. */
  told: CellLayer2;
}

/** A cell of the network, and what follows from its description. */
export interface CellEntry {
  cell: Cell;
  identity: CellIdentity;
  neighbours: ReadonlySet<string>;
  transmitter: Transmitter;
  state: CellState;
}

export const initialCellState = (): CellState => ({ load: 0, traffic: noCellTraffic(), layer2: {}, told: {} });

/** @throws Problem 400 if the cell is not of the kind, the PLMN and the node identity of its base station */
export function cellEntry(cell: Cell, baseStation: BaseStation, state: CellState): CellEntry {
  const { ecgi, nrcgi, carrierFrequency } = cell;
  const common = { id: cell.id, baseStation: baseStation.id };
  const derived = { cell, neighbours: new Set(cell.neighbours), transmitter: transmitterOf(cell, baseStation), state };
  if (baseStation.type === 'ENB') {
    if (!ecgi || nrcgi) throw invalid(`The cell ${cell.id} of an ENB has an ecgi, and no nrcgi.`);
    checkIdentity(cell.id, { plmn: ecgi.plmn, identity: ecgi.cellId }, baseStation);
    return { ...derived, identity: { ...common, rat: 'EUTRA', ecgi } };
  }
  if (!nrcgi || ecgi) throw invalid(`The cell ${cell.id} of a GNB has an nrcgi, and no ecgi.`);
  checkIdentity(cell.id, { plmn: nrcgi.plmn, identity: nrcgi.nrCellId }, baseStation);
  return { ...derived, identity: { ...common, rat: 'NR', nrcgi, nrArfcn: nrArfcn(carrierFrequency) } };
}

/** The identity of a cell begins with that of its node, in the same PLMN (TS 36.413, 9.2.1.37 and 9.2.1.38; TS 38.413, 9.3.1.7). */
function checkIdentity(id: string, { plmn, identity }: { plmn: Plmn; identity: string }, baseStation: BaseStation): void {
  const { mcc, mnc } = baseStation.plmn;
  if (plmn.mcc !== mcc || plmn.mnc !== mnc) throw invalid(`The cell ${id} is in the PLMN of its base station, ${mcc}-${mnc}.`);
  const nodeId = baseStation.nodeId.toLowerCase();
  if (!identity.toLowerCase().startsWith(nodeId)) throw invalid(`The identity of the cell ${id} begins with the nodeId of its base station, ${nodeId}.`);
}

function transmitterOf(cell: Cell, baseStation: BaseStation): Transmitter {
  const { position = baseStation.position, antennaHeight = 25, azimuth, scenario = 'UMA', subcarrierSpacing = 15 } = cell;
  return {
    position,
    antennaHeight,
    ...(azimuth !== undefined && { azimuth }),
    scenario,
    rat: baseStation.type === 'ENB' ? 'EUTRA' : 'NR',
    frequency: cell.carrierFrequency,
    subcarrierSpacing,
    bandwidth: cell.bandwidth,
    power: cell.transmitPower,
  };
}
