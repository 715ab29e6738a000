import { Injectable } from '@nestjs/common';
import { conflict, impossible, notFound } from '../../../common/problem/index.js';
import { type Transaction, UnitOfWork } from '../../../common/unit-of-work/index.js';
import { canonicalBaseStation } from '../../../orchestrator/index.js';
import { AddressRepository } from '../ports/address-repository.js';
import { Peers } from '../ports/peers.js';
import type { AddressEntry, OperatorAddress } from './address-entry.js';

/** Throws if the entry is not what the client takes it for. */
type Precondition = (current: AddressEntry) => void;

/** Which platform stands at which base station: what the operator has entered covers what MEC_MP3_PEERS says. Ids of base stations are taken with digits in either case. */
@Injectable()
export class AddressTable {
  private readonly configured: ReadonlyMap<string, AddressEntry>;

  constructor(
    private readonly repository: AddressRepository,
    private readonly peers: Peers,
    private readonly unitOfWork: UnitOfWork,
  ) {
    const entries = peers.all().flatMap(({ platformId, baseStations }) => baseStations.map((id) => this.shown({ baseStation: canonicalBaseStation(id), platformId }, 'CONFIGURATION')));
    this.configured = new Map(entries.map((entry) => [entry.baseStation, entry]));
  }

  /** By the ids of the base stations. */
  async list(): Promise<AddressEntry[]> {
    const entered = (await this.repository.all()).map((address) => this.shown(address, 'OPERATOR'));
    const all = new Map([...this.configured.values(), ...entered].map((entry) => [entry.baseStation, entry]));
    return [...all.values()].sort((one, other) => (one.baseStation < other.baseStation ? -1 : 1));
  }

  /** The entries that count of these base stations; none of those that are not in the table. */
  async among(baseStations: readonly string[]): Promise<AddressEntry[]> {
    const ids = baseStations.map(canonicalBaseStation);
    const entered = await this.repository.among(ids);
    return ids.flatMap((id) => this.counting(id, entered.find(({ baseStation }) => baseStation === id)) ?? []);
  }

  /** @throws Problem 404 */
  async get(baseStation: string): Promise<AddressEntry> {
    const [entry] = await this.among([baseStation]);
    return entry ?? refuseUnknown(baseStation);
  }

  /** @throws Problem 409 if the operator has entered the base station already, 422 if the platform is no peer */
  add(sent: OperatorAddress): Promise<AddressEntry> {
    const address = this.checked(sent);
    return this.change(async (transaction) => {
      if (await this.repository.read(transaction, address.baseStation)) throw conflict(`There is an entry of ${address.baseStation} already.`);
      return this.put(transaction, address);
    });
  }

  /** @throws Problem 404, 422 if the platform is no peer, and what `unchanged` throws */
  replace(sent: OperatorAddress, unchanged: Precondition): Promise<AddressEntry> {
    const address = { ...sent, baseStation: canonicalBaseStation(sent.baseStation) };
    return this.change(async (transaction) => {
      const entered = await this.repository.read(transaction, address.baseStation);
      unchanged(this.counting(address.baseStation, entered) ?? refuseUnknown(address.baseStation));
      return this.put(transaction, this.checked(address));
    });
  }

  /** @throws Problem 404, 409 if the entry is that of MEC_MP3_PEERS, and what `unchanged` throws */
  remove(baseStation: string, unchanged: Precondition): Promise<void> {
    const id = canonicalBaseStation(baseStation);
    return this.change(async (transaction) => {
      const entered = await this.repository.read(transaction, id);
      unchanged(this.counting(id, entered) ?? refuseUnknown(id));
      if (!entered) throw conflict(`The platform of ${id} is set by MEC_MP3_PEERS; an entry can cover it, but it cannot be removed here.`);
      await this.repository.remove(transaction, id);
    });
  }

  private change<T>(work: (transaction: Transaction) => Promise<T>): Promise<T> {
    return this.unitOfWork.run(async (transaction) => {
      await this.repository.changeAlone(transaction);
      return work(transaction);
    });
  }

  private async put(transaction: Transaction, address: OperatorAddress): Promise<AddressEntry> {
    await this.repository.put(transaction, address);
    return this.shown(address, 'OPERATOR');
  }

  private counting(baseStation: string, entered: OperatorAddress | undefined): AddressEntry | undefined {
    return entered ? this.shown(entered, 'OPERATOR') : this.configured.get(baseStation);
  }

  private checked({ baseStation, platformId }: OperatorAddress): OperatorAddress {
    if (!this.peers.get(platformId)) throw impossible(`The body/platformId is ${platformId}, which is no peer of MEC_MP3_PEERS.`);
    return { baseStation: canonicalBaseStation(baseStation), platformId };
  }

  private shown({ baseStation, platformId }: OperatorAddress, origin: AddressEntry['origin']): AddressEntry {
    const peer = this.peers.get(platformId);
    return { baseStation, platformId, ...(peer && { mp3Uri: peer.mp3Uri }), origin };
  }
}

function refuseUnknown(baseStation: string): never {
  throw notFound(`Nothing is known of ${baseStation}.`);
}
