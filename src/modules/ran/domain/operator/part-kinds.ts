import { impossible } from '../../../common/problem/index.js';
import { lostNeighbours } from '../network/cell-check.js';
import type { BaseStation, Cell, Ue } from '../types.js';
import type { PartKind } from './network-parts.js';

export const BASE_STATIONS: PartKind<BaseStation> = {
  name: 'base station',
  all: (network) => network.baseStations(),
  put: (network, baseStation) => network.putBaseStation(baseStation),
  remove: (network, id) => network.removeBaseStation(id),
};

/** Their neighbours have to be there before them; those of a scenario come together. */
export const CELLS: PartKind<Cell> = {
  name: 'cell',
  all: (network) => network.cells(),
  put(network, cell) {
    const present = new Set([cell.id, ...network.cells().map(({ id }) => id)]);
    const [lost] = lostNeighbours(cell, (id) => present.has(id));
    if (lost) throw impossible(`There is no cell ${lost.id}, which neighbours/${lost.index} names.`);
    return network.putCell(cell);
  },
  remove: (network, id) => network.removeCell(id),
};

export const UES: PartKind<Ue> = {
  name: 'UE',
  all: (network) => network.ues(),
  put: (network, ue) => network.putUe(ue),
  remove: (network, id) => network.removeUe(id),
};
