import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Database, insertRow, lockClause, managerOf, sql } from '../../common/persistence/index.js';
import type { Transaction } from '../../common/unit-of-work/index.js';
import type { AppInstance } from '../domain/app-instance.js';
import { AppInstanceRepository } from '../domain/app-instance-repository.js';
import { AppInstanceRow } from './app-instance.entity.js';

@Injectable()
export class SqlAppInstanceRepository extends AppInstanceRepository {
  constructor(private readonly database: Database) {
    super();
  }

  override all(): Promise<AppInstance[]> {
    return this.database.read((manager) => manager.find(AppInstanceRow));
  }

  override hold(transaction: Transaction, appInstanceId: string): Promise<boolean> {
    return this.select(managerOf(transaction), appInstanceId, 'held');
  }

  override lock(transaction: Transaction, appInstanceId: string): Promise<boolean> {
    return this.select(managerOf(transaction), appInstanceId, 'exclusive');
  }

  override async insert(transaction: Transaction, instance: AppInstance): Promise<void> {
    await insertRow(managerOf(transaction), AppInstanceRow, instance);
  }

  override async remove(transaction: Transaction, appInstanceId: string): Promise<void> {
    await managerOf(transaction).delete(AppInstanceRow, { appInstanceId });
  }

  private async select(manager: EntityManager, appInstanceId: string, lock: 'held' | 'exclusive'): Promise<boolean> {
    const statement = `SELECT 1 FROM app_instance WHERE app_instance_id = ? ${lockClause(manager, lock)}`;
    return (await sql(manager, statement, [appInstanceId])).length > 0;
  }
}
