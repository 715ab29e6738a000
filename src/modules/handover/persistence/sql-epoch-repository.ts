import { Injectable } from '@nestjs/common';
import { Database, managerOf, replaceRow } from '../../common/persistence/index.js';
import type { Transaction } from '../../common/unit-of-work/index.js';
import { EpochRepository } from '../domain/ports/epoch-repository.js';
import { EpochRow } from './epoch.entity.js';

@Injectable()
export class SqlEpochRepository extends EpochRepository {
  constructor(private readonly database: Database) {
    super();
  }

  override async all(): Promise<Map<string, number>> {
    const rows = await this.database.read((manager) => manager.find(EpochRow));
    return new Map(rows.map(({ ueKey, epoch }) => [ueKey, epoch]));
  }

  override async write(transaction: Transaction, ueKeys: readonly string[], epoch: number): Promise<void> {
    for (const ueKey of ueKeys) await replaceRow(managerOf(transaction), EpochRow, { ueKey, epoch });
  }
}
