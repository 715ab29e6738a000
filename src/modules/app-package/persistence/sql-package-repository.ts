import { Injectable } from '@nestjs/common';
import type { EntityManager, FindOptionsWhere } from 'typeorm';
import { Database, insertRow, insertRowIfFree, managerOf, rowLock } from '../../common/persistence/index.js';
import type { Transaction } from '../../common/unit-of-work/index.js';
import type { AppPackage } from '../domain/app-package.js';
import { type Leftover, PackageRepository } from '../domain/package-repository.js';
import type { OnboardingState } from '../domain/types.js';
import { AppPackageRow } from './app-package.entity.js';
import { PackageLeftoverRow } from './package-leftover.entity.js';
import { toPackage, toRow } from './package-mapping.js';
import { PackageUseRow } from './package-use.entity.js';

/** Ids of packages are the platform's, so that none is that of another's descriptor. */
const named = (id: string): FindOptionsWhere<AppPackageRow>[] => [{ appPkgId: id }, { appDId: id }];

@Injectable()
export class SqlPackageRepository extends PackageRepository {
  constructor(private readonly database: Database) {
    super();
  }

  override all(): Promise<AppPackage[]> {
    return this.database.read((manager) => this.packages(manager));
  }

  override async find(id: string): Promise<AppPackage | undefined> {
    return (await this.database.read((manager) => this.packages(manager, named(id))))[0];
  }

  override inState(onboardingState: OnboardingState): Promise<AppPackage[]> {
    return this.database.read((manager) => this.packages(manager, [{ onboardingState }]));
  }

  override async lock(transaction: Transaction, id: string): Promise<AppPackage | undefined> {
    const manager = managerOf(transaction);
    const row = await manager.findOne(AppPackageRow, { where: named(id), ...rowLock(manager, 'exclusive') });
    return row ? toPackage(row, await manager.existsBy(PackageUseRow, { appPkgId: row.appPkgId })) : undefined;
  }

  override insert(transaction: Transaction, appPackage: AppPackage): Promise<boolean> {
    return insertRowIfFree(managerOf(transaction), AppPackageRow, toRow(appPackage));
  }

  override async update(transaction: Transaction, appPackage: AppPackage): Promise<void> {
    const { appPkgId, ...columns } = toRow(appPackage);
    await managerOf(transaction).update(AppPackageRow, { appPkgId }, columns);
  }

  override async remove(transaction: Transaction, appPkgId: string): Promise<void> {
    await managerOf(transaction).delete(AppPackageRow, { appPkgId });
  }

  override async addUse(transaction: Transaction, appPkgId: string, appInstanceId: string): Promise<void> {
    await insertRowIfFree(managerOf(transaction), PackageUseRow, { appPkgId, appInstanceId });
  }

  override async removeUse(transaction: Transaction, appPkgId: string, appInstanceId: string): Promise<void> {
    await managerOf(transaction).delete(PackageUseRow, { appPkgId, appInstanceId });
  }

  override async leftovers(): Promise<Leftover[]> {
    const rows = await this.database.read((manager) => manager.find(PackageLeftoverRow));
    return rows.map(({ appPkgId, images }) => ({ appPkgId, ...(images && { images }) }));
  }

  override async addLeftover(transaction: Transaction, { appPkgId, images }: Leftover): Promise<void> {
    await insertRow(managerOf(transaction), PackageLeftoverRow, { appPkgId, images: images ?? null });
  }

  override async forgetLeftover(transaction: Transaction, appPkgId: string): Promise<void> {
    await managerOf(transaction).delete(PackageLeftoverRow, { appPkgId });
  }

  private async packages(manager: EntityManager, where: FindOptionsWhere<AppPackageRow>[] = []): Promise<AppPackage[]> {
    const rows = await manager.find(AppPackageRow, { where, order: { createdAt: 'ASC', appPkgId: 'ASC' } });
    const uses = rows.length > 0 ? await manager.find(PackageUseRow, { select: { appPkgId: true } }) : [];
    const used = new Set(uses.map(({ appPkgId }) => appPkgId));
    return rows.map((row) => toPackage(row, used.has(row.appPkgId)));
  }
}
