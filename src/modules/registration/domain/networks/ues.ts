import { Injectable } from '@nestjs/common';
import { type Fault, notFound } from '../../../common/problem/index.js';
import type { Transaction } from '../../../common/unit-of-work/index.js';
import { canonical } from '../description/canonical.js';
import { refuseContradictions } from '../description/contradictions.js';
import { NamedByUes, repeatedSnssais } from '../description/ue-faults.js';
import { UeRepository } from '../ports/ue-repository.js';
import type { RegistrationUe } from '../types.js';
import { Networks } from './networks.js';

const unknownUe = (networkId: string, ueId: string) => notFound(`The network ${networkId} has no UE ${ueId}.`);

/** The UEs of the networks. */
@Injectable()
export class Ues {
  constructor(
    private readonly networks: Networks,
    private readonly ues: UeRepository,
  ) {}

  /** By their ids. @throws Problem 404 */
  async list(networkId: string): Promise<RegistrationUe[]> {
    await this.networks.get(networkId);
    return this.ues.ofNetwork(networkId);
  }

  /** @throws Problem 404 */
  async get(networkId: string, ueId: string): Promise<RegistrationUe> {
    await this.networks.get(networkId);
    const found = await this.ues.find(networkId, ueId);
    if (!found) throw unknownUe(networkId, ueId);
    return found;
  }

  /**
   * @param unchanged is called with the present UE, undefined if there is none, and may throw
   * @throws Problem 404, and 422 if it names what the network does not have, or has the identity of another
   */
  put(networkId: string, sent: RegistrationUe, unchanged: (present?: RegistrationUe) => void): Promise<{ ue: RegistrationUe; isNew: boolean }> {
    const ue = canonical(sent);
    return this.networks.alone(networkId, async (transaction, { network }) => {
      const present = await this.ues.find(networkId, ue.id, transaction);
      unchanged(present);
      refuseContradictions([...repeatedSnssais(ue), ...new NamedByUes(network).faults(ue), ...(await this.twinFaults(transaction, networkId, ue))]);
      if (!present) await this.ues.insert(transaction, networkId, ue);
      else if (JSON.stringify(present) !== JSON.stringify(ue)) await this.ues.update(transaction, networkId, ue);
      return { ue, isNew: !present };
    });
  }

  /** @throws Problem 404, and what `unchanged` throws */
  remove(networkId: string, ueId: string, unchanged: (present: RegistrationUe) => void): Promise<void> {
    return this.networks.alone(networkId, async (transaction) => {
      const present = await this.ues.find(networkId, ueId, transaction);
      if (!present) throw unknownUe(networkId, ueId);
      unchanged(present);
      await this.ues.remove(transaction, networkId, ueId);
    });
  }

  private async twinFaults(transaction: Transaction, networkId: string, ue: RegistrationUe): Promise<Fault[]> {
    const twins = await this.ues.twins(transaction, networkId, ue);
    return Object.entries(twins).flatMap(([name, of]) => (of === undefined ? [] : [{ place: `/${name}`, detail: `is that of the UE ${of}` }]));
  }
}
