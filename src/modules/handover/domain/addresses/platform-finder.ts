import { Injectable } from '@nestjs/common';
import { log } from '../../../common/log/index.js';
import { canonicalBaseStation, OwnBaseStations } from '../../../orchestrator/index.js';
import { baseStationOfCell, possibleBaseStations } from '../detection/base-station-of-cell.js';
import { Orchestrator } from '../ports/orchestrator.js';
import { Peers } from '../ports/peers.js';
import type { CellReference } from '../types.js';
import { AddressTable } from './address-table.js';

/** A platform with the base station by which it was found, digits in lower case. */
export interface FoundPlatform {
  platformId: string;
  baseStation: string;
}

/** Finds the platform to which a UE goes. */
@Injectable()
export class PlatformFinder {
  constructor(
    private readonly table: AddressTable,
    private readonly own: OwnBaseStations,
    private readonly orchestrator: Orchestrator,
    private readonly peers: Peers,
  ) {}

  /**
   * The platform at the base station of a cell: the table is asked first, then the orchestrator. Who is no peer of MEC_MP3_PEERS counts as nobody, since it could not
   * be talked to.
   * @param told global id of the cell's base station, if it is known
   * @returns 'ours' if the base station is this platform's; undefined if nobody knows it
   * @throws Error if the orchestrator has to be asked and does not answer
   */
  async find(cell: CellReference, told?: string): Promise<FoundPlatform | 'ours' | undefined> {
    const possible = told === undefined ? possibleBaseStations(cell) : [canonicalBaseStation(told)];
    const entries = await this.table.among(possible);
    const isKnown = (id: string) => this.own.isOurs(id) || entries.some(({ baseStation }) => baseStation === id);
    const known = told === undefined ? baseStationOfCell(cell, isKnown) : possible[0];
    if (known !== undefined && this.own.isOurs(known)) return 'ours';
    const entry = entries.find(({ baseStation }) => baseStation === known);
    return this.amongPeers(entry ?? (await this.askOrchestrator(possible)));
  }

  /** One base station has digits that begin with all digits of another only by mistake; then the longest id counts. */
  private async askOrchestrator(possible: readonly string[]): Promise<FoundPlatform | undefined> {
    const answers = await Promise.all(possible.map(async (baseStation) => ({ baseStation, platformId: await this.orchestrator.platformAt(baseStation) })));
    const found = answers.find(({ platformId }) => platformId !== undefined);
    return found && { baseStation: found.baseStation, platformId: found.platformId! };
  }

  private amongPeers(found: FoundPlatform | undefined): FoundPlatform | undefined {
    if (!found || this.peers.get(found.platformId)) return found && { platformId: found.platformId, baseStation: found.baseStation };
    log.info({ peer: found.platformId, baseStation: found.baseStation }, 'The platform at the base station is no peer of MEC_MP3_PEERS.');
    return undefined;
  }
}
