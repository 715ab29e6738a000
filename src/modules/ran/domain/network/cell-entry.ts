import { nrArfcn } from '../radio/arfcn.js';
import type { Transmitter } from '../radio/radio-environment.js';
import { type CellTraffic, noCellTraffic } from '../traffic/cell-traffic.js';
import type { BaseStation, Cell, CellLayer2 } from '../types.js';
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

/** Of a cell that its base station can have. */
export function cellEntry(cell: Cell, baseStation: BaseStation, state: CellState): CellEntry {
  return { cell, identity: identityOf(cell, baseStation), neighbours: new Set(cell.neighbours), transmitter: transmitterOf(cell, baseStation), state };
}

function identityOf({ id, ecgi, nrcgi, carrierFrequency }: Cell, baseStation: BaseStation): CellIdentity {
  const common = { id, baseStation: baseStation.id };
  return baseStation.type === 'ENB' ? { ...common, rat: 'EUTRA', ecgi: ecgi! } : { ...common, rat: 'NR', nrcgi: nrcgi!, nrArfcn: nrArfcn(carrierFrequency) };
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
