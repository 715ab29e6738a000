import { Injectable } from '@nestjs/common';
import { Database, insertRow, managerOf, sql } from '../../common/persistence/index.js';
import type { Transaction } from '../../common/unit-of-work/index.js';
import type { AppInstance } from '../domain/app-instance.js';
import { AppInstanceRepository } from '../domain/app-instance-repository.js';
import { AppInstanceRow } from './app-instance.entity.js';

@Injectable()
export class SqlAppInstanceRepository extends AppInstanceRepository {
  private readonly existsStatement: string;

  constructor(private readonly database: Database) {
    super();
    // On SQLite the queue of the unit of work keeps others away.
    const lock = database.kind === 'postgres' ? ' FOR SHARE' : '';
    this.existsStatement = `SELECT 1 FROM app_instance WHERE app_instance_id = ?${lock}`;
  }

  override all(): Promise<AppInstance[]> {
    return this.database.read((manager) => manager.find(AppInstanceRow));
  }

  override async exists(transaction: Transaction, appInstanceId: string): Promise<boolean> {
    return (await sql(managerOf(transaction), this.existsStatement, [appInstanceId])).length > 0;
  }

  override async insert(transaction: Transaction, instance: AppInstance): Promise<void> {
    await insertRow(managerOf(transaction), AppInstanceRow, instance);
  }

  override async remove(transaction: Transaction, appInstanceId: string): Promise<void> {
    await managerOf(transaction).delete(AppInstanceRow, { appInstanceId });
  }
}
