import { Injectable } from '@nestjs/common';
import { Database, insertRowIfFree, lockClause, managerOf, rowLock, sql } from '../../common/persistence/index.js';
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
    return this.database.read((manager) => manager.find(AppInstanceRow, { order: { createdAt: 'ASC', appInstanceId: 'ASC' } }));
  }

  override async hold(transaction: Transaction, appInstanceId: string): Promise<boolean> {
    const manager = managerOf(transaction);
    const statement = `SELECT 1 FROM app_instance WHERE app_instance_id = ? ${lockClause(manager, 'held')}`;
    return (await sql(manager, statement, [appInstanceId])).length > 0;
  }

  override async lock(transaction: Transaction, appInstanceId: string): Promise<AppInstance | undefined> {
    const manager = managerOf(transaction);
    return (await manager.findOne(AppInstanceRow, { where: { appInstanceId }, ...rowLock(manager, 'exclusive') })) ?? undefined;
  }

  override insert(transaction: Transaction, instance: AppInstance): Promise<boolean> {
    return insertRowIfFree(managerOf(transaction), AppInstanceRow, instance);
  }

  override async update(transaction: Transaction, { appInstanceId, ...columns }: AppInstance): Promise<void> {
    await managerOf(transaction).update(AppInstanceRow, { appInstanceId }, columns);
  }

  override async remove(transaction: Transaction, appInstanceId: string): Promise<void> {
    await managerOf(transaction).delete(AppInstanceRow, { appInstanceId });
  }
}
