import { Injectable } from '@nestjs/common';
import { type CellIdentity, NetworkHost } from '../../../ran/index.js';
import type { Plmn } from '../types.js';
import type { Situation } from './situation.js';

/** The radio network as far as its base stations are this platform's. */
@Injectable()
export class OwnNetwork {
  constructor(private readonly host: NetworkHost) {}

  look(): Promise<Situation> {
    return this.host.read((network) => {
      const ours = network
        .cells()
        .map(({ id }) => network.cellIdentity(id))
        .filter((cell) => this.host.isOurs(cell));
      return {
        time: network.now,
        plmns: differentPlmns(ours),
        cells: ours.flatMap((cell) => (cell.rat === 'EUTRA' ? [{ ecgi: cell.ecgi, measures: network.cellState(cell.id).layer2 ?? {} }] : [])),
        ues: network.ues().map(({ associateId = [], tempUeId }) => ({ associateId, ...(tempUeId && { tempUeId }) })),
        servedUes: network.servedUes().flatMap(({ ue, cell, bearers, state }) => {
          if (cell.rat !== 'EUTRA' || !this.host.isOurs(cell)) return [];
          return [{ ...ue, ecgi: cell.ecgi, bearers, measures: state.layer2 ?? {} }];
        }),
      };
    });
  }
}

const plmnOf = (cell: CellIdentity): Plmn => (cell.rat === 'EUTRA' ? cell.ecgi.plmn : cell.nrcgi.plmn);

function differentPlmns(cells: readonly CellIdentity[]): Plmn[] {
  const plmns = new Map(cells.map(plmnOf).map((plmn) => [`${plmn.mcc}-${plmn.mnc}`, plmn]));
  return [...plmns.values()];
}
