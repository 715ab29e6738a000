import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { Database, insertRow, managerOf, sql } from '../../common/persistence/index.js';
import type { Transaction } from '../../common/unit-of-work/index.js';
import type { OperatorAddress } from '../domain/addresses/address-entry.js';
import { AddressRepository } from '../domain/ports/address-repository.js';
import { HandoverAddressRow } from './address.entity.js';

/** Any constant: units that change the table take this lock on PostgreSQL. On SQLite they run one after another anyway. */
const CHANGE_LOCK = 20_260_026;

@Injectable()
export class SqlAddressRepository extends AddressRepository {
  constructor(private readonly database: Database) {
    super();
  }

  override all(): Promise<OperatorAddress[]> {
    return this.database.read((manager) => manager.find(HandoverAddressRow));
  }

  override among(baseStations: readonly string[]): Promise<OperatorAddress[]> {
    return this.database.read((manager) => manager.findBy(HandoverAddressRow, { baseStation: In(baseStations) }));
  }

  override async changeAlone(transaction: Transaction): Promise<void> {
    if (this.database.kind === 'postgres') await sql(managerOf(transaction), 'SELECT pg_advisory_xact_lock(?)', [CHANGE_LOCK]);
  }

  override async read(transaction: Transaction, baseStation: string): Promise<OperatorAddress | undefined> {
    return (await managerOf(transaction).findOneBy(HandoverAddressRow, { baseStation })) ?? undefined;
  }

  override async put(transaction: Transaction, address: OperatorAddress): Promise<void> {
    await this.remove(transaction, address.baseStation);
    await insertRow(managerOf(transaction), HandoverAddressRow, address);
  }

  override async remove(transaction: Transaction, baseStation: string): Promise<void> {
    await managerOf(transaction).delete(HandoverAddressRow, { baseStation });
  }
}
