import { Injectable } from '@nestjs/common';
import { conflict, notFound } from '../../../common/problem/index.js';
import { type Transaction, UnitOfWork } from '../../../common/unit-of-work/index.js';
import { CellChanges } from '../cell-change/cell-changes.js';
import { canonical } from '../description/canonical.js';
import { refuseContradictions } from '../description/contradictions.js';
import { networkFaults } from '../description/network-faults.js';
import { NamedByUes } from '../description/ue-faults.js';
import { CellChangeCursor } from '../ports/cell-change-cursor.js';
import { NetworkRepository, type RecordedNetwork } from '../ports/network-repository.js';
import { RunRepository } from '../ports/run-repository.js';
import { UeRepository } from '../ports/ue-repository.js';
import type { RegistrationNetwork } from '../types.js';

const unknownNetwork = (networkId: string) => notFound(`There is no network ${networkId}.`);

/** The core networks with their gNBs. */
@Injectable()
export class Networks {
  constructor(
    private readonly networks: NetworkRepository,
    private readonly ues: UeRepository,
    private readonly runs: RunRepository,
    private readonly cursor: CellChangeCursor,
    private readonly cellChanges: CellChanges,
    private readonly unitOfWork: UnitOfWork,
  ) {}

  /** By their ids. */
  list(): Promise<RegistrationNetwork[]> {
    return this.networks.all();
  }

  /** @throws Problem 404 */
  async get(networkId: string): Promise<RegistrationNetwork> {
    return (await this.recorded(networkId)).network;
  }

  /** @throws Problem 404 */
  async recorded(networkId: string): Promise<RecordedNetwork> {
    const found = await this.networks.find(networkId);
    if (!found) throw unknownNetwork(networkId);
    return found;
  }

  /** Does something with a network that nobody else changes meanwhile. @throws Problem 404, and what `work` throws */
  alone<T>(networkId: string, work: (transaction: Transaction, recorded: RecordedNetwork) => Promise<T>): Promise<T> {
    return this.unitOfWork.run(async (transaction) => {
      const recorded = await this.networks.lock(transaction, networkId);
      if (!recorded) throw unknownNetwork(networkId);
      return work(transaction, recorded);
    });
  }

  /**
   * @param unchanged is called with the present network, undefined if there is none, and may throw
   * @throws Problem 422 that lists what the network contradicts itself in, 409 if it lacks what its UEs name
   */
  put(networkId: string, sent: Omit<RegistrationNetwork, 'id'>, unchanged: (present?: RegistrationNetwork) => void): Promise<{ network: RegistrationNetwork; isNew: boolean }> {
    const network = { ...canonical(sent), id: networkId };
    refuseContradictions(networkFaults(network));
    return this.replacing(networkId, async (transaction, present) => {
      unchanged(present?.network);
      if (present && JSON.stringify(present.network) === JSON.stringify(network)) return { network, isNew: false };
      await this.refuseLost(transaction, network);
      await this.record(transaction, { network, title: present?.title ?? null });
      return { network, isNew: !present };
    });
  }

  /** The same of a network that may not be there yet, or not be there any more then: cell changes are looked at while there are networks. */
  replacing<T>(networkId: string, work: (transaction: Transaction, present?: RecordedNetwork) => Promise<T>): Promise<T> {
    return this.unitOfWork.run(async (transaction) => {
      await this.cursor.lock(transaction);
      return work(transaction, await this.networks.lock(transaction, networkId));
    });
  }

  /** Puts the network in the place of what was recorded of it, within `replacing`. */
  async record(transaction: Transaction, recorded: RecordedNetwork): Promise<void> {
    await this.networks.put(transaction, recorded);
    await this.cursor.begin(transaction, this.cellChanges.examined);
  }

  /** With all that is in it. @throws Problem 404, and what `unchanged` throws */
  remove(networkId: string, unchanged: (present: RegistrationNetwork) => void): Promise<void> {
    return this.replacing(networkId, async (transaction, present) => {
      if (!present) throw unknownNetwork(networkId);
      unchanged(present.network);
      await this.runs.removeAll(transaction, networkId);
      await this.ues.removeAll(transaction, networkId);
      await this.networks.remove(transaction, networkId);
      await this.cursor.end(transaction);
    });
  }

  private async refuseLost(transaction: Transaction, network: RegistrationNetwork): Promise<void> {
    const named = new NamedByUes(network);
    for (const ue of await this.ues.ofNetwork(network.id, transaction)) {
      const [fault] = named.faults(ue);
      if (fault) throw conflict(`The UE ${ue.id} does not fit any more: its ${fault.place.slice(1)} ${fault.detail}.`);
    }
  }
}
