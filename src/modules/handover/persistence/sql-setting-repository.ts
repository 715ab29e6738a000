import { Injectable } from '@nestjs/common';
import { Database, insertRowIfFree, managerOf, rowLock } from '../../common/persistence/index.js';
import { type Transaction, UnitOfWork } from '../../common/unit-of-work/index.js';
import { type HandoverSetting, SettingRepository } from '../domain/ports/setting-repository.js';
import { HandoverSettingRow } from './setting.entity.js';

/** Of the only row. */
const ID = 1;

const settingOf = ({ id: _id, ...setting }: HandoverSettingRow): HandoverSetting => setting;

@Injectable()
export class SqlSettingRepository extends SettingRepository {
  constructor(
    private readonly database: Database,
    private readonly unitOfWork: UnitOfWork,
  ) {
    super();
  }

  /** Makes the row if there is none, so that later ones find one to lock. */
  override async load(): Promise<HandoverSetting> {
    const row = await this.database.read((manager) => manager.findOneBy(HandoverSettingRow, { id: ID }));
    if (row) return settingOf(row);
    return this.unitOfWork.run(async (transaction) => {
      await insertRowIfFree(managerOf(transaction), HandoverSettingRow, { id: ID, detection: null, callbackToken: null, subscriptions: null });
      return this.read(transaction);
    });
  }

  override async read(transaction: Transaction): Promise<HandoverSetting> {
    const manager = managerOf(transaction);
    return settingOf(await manager.findOneOrFail(HandoverSettingRow, { where: { id: ID }, ...rowLock(manager, 'exclusive') }));
  }

  override async update(transaction: Transaction, changes: Partial<HandoverSetting>): Promise<void> {
    await managerOf(transaction).update(HandoverSettingRow, { id: ID }, changes);
  }
}
