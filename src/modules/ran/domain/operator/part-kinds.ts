import type { BaseStation, Cell, Ue } from '../types.js';
import type { PartKind } from './network-parts.js';

export const BASE_STATIONS: PartKind<BaseStation> = {
  name: 'base station',
  all: (network) => network.baseStations(),
  put: (network, baseStation) => network.putBaseStation(baseStation),
  remove: (network, id) => network.removeBaseStation(id),
};

export const CELLS: PartKind<Cell> = {
  name: 'cell',
  all: (network) => network.cells(),
  put: (network, cell) => network.putCell(cell),
  remove: (network, id) => network.removeCell(id),
};

export const UES: PartKind<Ue> = {
  name: 'UE',
  all: (network) => network.ues(),
  put: (network, ue) => network.putUe(ue),
  remove: (network, id) => network.removeUe(id),
};
