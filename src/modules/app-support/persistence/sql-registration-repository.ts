import { Injectable } from '@nestjs/common';
import { Database, insertRowIfFree, managerOf, rowLock } from '../../common/persistence/index.js';
import type { Transaction } from '../../common/unit-of-work/index.js';
import type { Registration } from '../domain/registration.js';
import { RegistrationRepository } from '../domain/registration-repository.js';
import { RegistrationRow } from './registration.entity.js';

@Injectable()
export class SqlRegistrationRepository extends RegistrationRepository {
  constructor(private readonly database: Database) {
    super();
  }

  override async get(appInstanceId: string): Promise<Registration | undefined> {
    const row = await this.database.read((manager) => manager.findOneBy(RegistrationRow, { appInstanceId }));
    return row?.appInfo as Registration | undefined;
  }

  override async lock(transaction: Transaction, appInstanceId: string): Promise<Registration | undefined> {
    const manager = managerOf(transaction);
    const row = await manager.findOne(RegistrationRow, { where: { appInstanceId }, ...rowLock(manager, 'exclusive') });
    return row?.appInfo as Registration | undefined;
  }

  override insert(transaction: Transaction, registration: Registration): Promise<boolean> {
    return insertRowIfFree(managerOf(transaction), RegistrationRow, { appInstanceId: registration.appInstanceId, appInfo: registration });
  }

  override async update(transaction: Transaction, registration: Registration): Promise<void> {
    await managerOf(transaction).update(RegistrationRow, { appInstanceId: registration.appInstanceId }, { appInfo: registration });
  }

  override async remove(transaction: Transaction, appInstanceId: string): Promise<void> {
    await managerOf(transaction).delete(RegistrationRow, { appInstanceId });
  }
}
