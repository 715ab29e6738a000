import { Injectable } from '@nestjs/common';
import { Database, insertRow, managerOf, rowLock } from '../../common/persistence/index.js';
import type { Transaction } from '../../common/unit-of-work/index.js';
import { InstanceRepository } from '../domain/instance/instance-repository.js';
import type { LifecycleInstance } from '../domain/instance/lifecycle-instance.js';
import { LifecycleInstanceRow } from './lifecycle-instance.entity.js';

type Described = Omit<LifecycleInstance, 'appInstanceId' | 'appPkgId' | 'state' | 'vimConnectionInfo' | 'addresses' | 'createdAt'>;

function toInstance({ appInstanceId, appPkgId, state, description, vimConnectionInfo, addresses, createdAt }: LifecycleInstanceRow): LifecycleInstance {
  return {
    ...(description as Described),
    appInstanceId,
    appPkgId,
    state,
    ...(vimConnectionInfo && { vimConnectionInfo: vimConnectionInfo as NonNullable<LifecycleInstance['vimConnectionInfo']> }),
    addresses: addresses as LifecycleInstance['addresses'],
    createdAt,
  };
}

function toRow({ appInstanceId, appPkgId, state, vimConnectionInfo, addresses, createdAt, ...description }: LifecycleInstance): LifecycleInstanceRow {
  return { appInstanceId, appPkgId, state, description, vimConnectionInfo: vimConnectionInfo ?? null, addresses, createdAt };
}

@Injectable()
export class SqlInstanceRepository extends InstanceRepository {
  constructor(private readonly database: Database) {
    super();
  }

  override async all(): Promise<LifecycleInstance[]> {
    const rows = await this.database.read((manager) => manager.find(LifecycleInstanceRow, { order: { createdAt: 'ASC', appInstanceId: 'ASC' } }));
    return rows.map(toInstance);
  }

  override async find(appInstanceId: string): Promise<LifecycleInstance | undefined> {
    const row = await this.database.read((manager) => manager.findOneBy(LifecycleInstanceRow, { appInstanceId }));
    return row ? toInstance(row) : undefined;
  }

  override async lock(transaction: Transaction, appInstanceId: string): Promise<LifecycleInstance | undefined> {
    const manager = managerOf(transaction);
    const row = await manager.findOne(LifecycleInstanceRow, { where: { appInstanceId }, ...rowLock(manager, 'exclusive') });
    return row ? toInstance(row) : undefined;
  }

  override insert(transaction: Transaction, instance: LifecycleInstance): Promise<void> {
    return insertRow(managerOf(transaction), LifecycleInstanceRow, toRow(instance));
  }

  override async update(transaction: Transaction, instance: LifecycleInstance): Promise<void> {
    const { appInstanceId, ...columns } = toRow(instance);
    await managerOf(transaction).update(LifecycleInstanceRow, { appInstanceId }, columns);
  }

  override async remove(transaction: Transaction, appInstanceId: string): Promise<void> {
    await managerOf(transaction).delete(LifecycleInstanceRow, { appInstanceId });
  }
}
