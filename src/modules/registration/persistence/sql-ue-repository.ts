import { Injectable } from '@nestjs/common';
import { type EntityManager, Not } from 'typeorm';
import { Database, insertRow, managerOf, replaceRow } from '../../common/persistence/index.js';
import type { Transaction } from '../../common/unit-of-work/index.js';
import { gutiText } from '../domain/description/identities.js';
import { UeRepository } from '../domain/ports/ue-repository.js';
import type { RegistrationUe } from '../domain/types.js';
import { RegistrationUeRow } from './ue.entity.js';

const rowOf = (networkId: string, ue: RegistrationUe): RegistrationUeRow => ({ networkId, ueId: ue.id, supi: ue.supi, guti: ue.guti ? gutiText(ue.guti) : null, ue });

@Injectable()
export class SqlUeRepository extends UeRepository {
  constructor(private readonly database: Database) {
    super();
  }

  override async ofNetwork(networkId: string, transaction?: Transaction): Promise<RegistrationUe[]> {
    const rows = await this.read(transaction, (manager) => manager.findBy(RegistrationUeRow, { networkId }));
    return rows.map(({ ue }) => ue).sort((one, other) => (one.id < other.id ? -1 : 1));
  }

  override async find(networkId: string, ueId: string, transaction?: Transaction): Promise<RegistrationUe | undefined> {
    return (await this.read(transaction, (manager) => manager.findOneBy(RegistrationUeRow, { networkId, ueId })))?.ue;
  }

  override async twins(transaction: Transaction, networkId: string, { id, supi, guti }: RegistrationUe): Promise<{ supi: string | undefined; guti: string | undefined }> {
    const manager = managerOf(transaction);
    const other = { networkId, ueId: Not(id) };
    const ofSupi = await manager.findOneBy(RegistrationUeRow, { ...other, supi });
    const ofGuti = guti && (await manager.findOneBy(RegistrationUeRow, { ...other, guti: gutiText(guti) }));
    return { supi: ofSupi?.ueId, guti: ofGuti?.ueId };
  }

  override insert(transaction: Transaction, networkId: string, ue: RegistrationUe): Promise<void> {
    return insertRow(managerOf(transaction), RegistrationUeRow, rowOf(networkId, ue));
  }

  override update(transaction: Transaction, networkId: string, ue: RegistrationUe): Promise<void> {
    return replaceRow(managerOf(transaction), RegistrationUeRow, rowOf(networkId, ue));
  }

  override async remove(transaction: Transaction, networkId: string, ueId: string): Promise<void> {
    await managerOf(transaction).delete(RegistrationUeRow, { networkId, ueId });
  }

  override async removeAll(transaction: Transaction, networkId: string): Promise<void> {
    await managerOf(transaction).delete(RegistrationUeRow, { networkId });
  }

  private read<T>(transaction: Transaction | undefined, look: (manager: EntityManager) => Promise<T>): Promise<T> {
    return transaction ? look(managerOf(transaction)) : this.database.read(look);
  }
}
