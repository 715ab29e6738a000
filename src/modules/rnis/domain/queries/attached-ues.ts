import { Injectable } from '@nestjs/common';
import { notFound } from '../../../common/problem/index.js';
import { type BaseStation, NetworkHost, type RadioNetwork, type ServedUe } from '../../../ran/index.js';
import { neighboursOf, type NeighbourMeasured } from '../neighbours.js';
import { AskedUes, type UeParameters } from './asked-ues.js';

/** A UE at one of this platform's base stations, in either technology. */
export interface AttachedUe extends ServedUe {
  /** That of its primary cell. */
  baseStation: BaseStation;
  /** As `neighboursOf`. */
  neighbours: NeighbourMeasured[];
}

export interface AttachedUesFound {
  /** Milliseconds since 1970 on the network's clock. */
  time: number;
  /** At least one. */
  ues: AttachedUe[];
}

/** The UEs at this platform's base stations, as the queries of this platform's own ask for them. */
@Injectable()
export class AttachedUes {
  constructor(private readonly host: NetworkHost) {}

  /**
   * @param isAsked a further condition
   * @throws Problem 400 if a value is none of its parameter; 404 if none of the UEs is attached to a base station of this platform
   */
  find(parameters: UeParameters, isAsked: (ue: ServedUe) => boolean = () => true): Promise<AttachedUesFound> {
    const asked = new AskedUes(parameters);
    return this.host.read((network) => {
      const identities = network.ueIdentities();
      const ues = identities.filter((ue) => asked.includes(ue)).flatMap(({ id }) => this.attached(network, id));
      const found = ues.filter(isAsked);
      if (found.length === 0) {
        asked.requireKnown(identities);
        throw notFound('No UE that matches is attached to a base station of this platform.');
      }
      return { time: network.now, ues: found };
    });
  }

  private attached(network: RadioNetwork, ueId: string): AttachedUe[] {
    const ue = network.servedUe(ueId);
    if (!ue || !this.host.isOurs(ue.cell)) return [];
    return [{ ...ue, baseStation: network.baseStationOf(ue.cell), neighbours: neighboursOf(network, ue) }];
  }
}
