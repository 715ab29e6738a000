import { isDeepStrictEqual } from 'node:util';
import type { CellEntry } from '../network/cell-entry.js';
import type { EstablishedBearer } from '../network/events.js';
import type { NetworkState } from '../network/network-state.js';
import type { UeEntry } from '../network/ue-entry.js';
import type { Bearer, BearerChange, S1TunnelEndpoint } from '../types.js';

/** The end of a tunnel that was asked for counts once: the next base station gives another. */
const withoutBaseStation = ({ enbInfo: _used, ...bearer }: Bearer): Bearer => bearer;

/** The serving gateway of the emulated core network. */
const SERVING_GATEWAY = '10.255.255.1';

/** E-RABs of UEs and their S1 tunnels (TS 36.413, 8.2). */
export class Bearers {
  constructor(private readonly network: NetworkState) {}

  /** Makes the bearers of a UE those that it wants, if it is attached. */
  settle(entry: UeEntry): void {
    const { state } = entry;
    if (state.servingCell === undefined) return;
    for (const bearer of state.bearers.filter(({ erabId }) => !state.wanted.some((each) => each.erabId === erabId))) this.release(entry, bearer);
    for (const bearer of state.wanted) {
      const present = state.bearers.find(({ erabId }) => erabId === bearer.erabId);
      if (present) this.modify(entry, present, bearer);
      else this.establish(entry, bearer);
    }
    state.wanted = state.wanted.map(withoutBaseStation);
  }

  releaseAll(entry: UeEntry): void {
    for (const bearer of entry.state.bearers) this.release(entry, bearer);
  }

  /** Puts the tunnels of a UE where its new primary cell is, unless that belongs to the same base station. */
  moveTunnels(entry: UeEntry, source: CellEntry, target: CellEntry): void {
    const baseStation = target.cell.baseStation;
    if (source.cell.baseStation === baseStation) return;
    for (const bearer of entry.state.bearers) this.replace(entry, bearer, { ...bearer, enbInfo: this.tunnelAt(baseStation) });
  }

  private establish(entry: UeEntry, { enbInfo, sGwInfo, ...rest }: Bearer): void {
    const { baseStation } = this.network.servingCell(entry)!.cell;
    const bearer = { ...rest, enbInfo: enbInfo ?? this.tunnelAt(baseStation), sGwInfo: sGwInfo ?? this.tunnel(SERVING_GATEWAY) };
    entry.state.bearers = [...entry.state.bearers, bearer];
    this.tell(entry, 'ESTABLISHED', bearer);
  }

  /** Tunnels stay where they are unless others are wanted. */
  private modify(entry: UeEntry, { enbInfo, sGwInfo, ...present }: EstablishedBearer, wanted: Bearer): void {
    const bearer = { enbInfo, sGwInfo, ...wanted };
    const before = { enbInfo, sGwInfo, ...present };
    if (!isDeepStrictEqual(bearer, before)) this.replace(entry, before, bearer);
  }

  private replace(entry: UeEntry, previous: EstablishedBearer, bearer: EstablishedBearer): void {
    entry.state.bearers = entry.state.bearers.map((each) => (each.erabId === bearer.erabId ? bearer : each));
    this.tell(entry, 'MODIFIED', bearer, previous);
  }

  private release(entry: UeEntry, bearer: EstablishedBearer): void {
    entry.state.bearers = entry.state.bearers.filter(({ erabId }) => erabId !== bearer.erabId);
    this.tell(entry, 'RELEASED', bearer);
  }

  private tell(entry: UeEntry, change: BearerChange, bearer: EstablishedBearer, previous?: EstablishedBearer): void {
    const { identity } = this.network.servingCell(entry)!;
    this.network.tell({ kind: 'BEARER', ue: entry.identity, cell: identity, change, bearer, ...(previous && { previous }) });
  }

  private tunnelAt(baseStation: string): S1TunnelEndpoint {
    return this.tunnel(this.network.baseStations.get(baseStation)!.transportAddress!);
  }

  private tunnel(ipAddress: string): S1TunnelEndpoint {
    this.network.given.tunnels += 1;
    return { ipAddress, tunnelId: this.network.given.tunnels.toString(16).padStart(8, '0') };
  }
}
