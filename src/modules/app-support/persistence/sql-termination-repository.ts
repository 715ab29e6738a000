import { Injectable } from '@nestjs/common';
import { LessThanOrEqual } from 'typeorm';
import { Database, insertRow, managerOf, rowLock } from '../../common/persistence/index.js';
import type { Transaction } from '../../common/unit-of-work/index.js';
import type { Termination } from '../domain/termination.js';
import { TerminationRepository } from '../domain/termination-repository.js';
import { TerminationRow } from './termination.entity.js';

@Injectable()
export class SqlTerminationRepository extends TerminationRepository {
  constructor(private readonly database: Database) {
    super();
  }

  override all(): Promise<Termination[]> {
    return this.database.read((manager) => manager.find(TerminationRow));
  }

  override async get(appInstanceId: string): Promise<Termination | undefined> {
    return (await this.database.read((manager) => manager.findOneBy(TerminationRow, { appInstanceId }))) ?? undefined;
  }

  override async lock(transaction: Transaction, appInstanceId: string): Promise<Termination | undefined> {
    const manager = managerOf(transaction);
    return (await manager.findOne(TerminationRow, { where: { appInstanceId }, ...rowLock(manager, 'exclusive') })) ?? undefined;
  }

  override async insert(transaction: Transaction, termination: Termination): Promise<void> {
    await insertRow(managerOf(transaction), TerminationRow, termination);
  }

  override async remove(transaction: Transaction, appInstanceId: string): Promise<void> {
    await managerOf(transaction).delete(TerminationRow, { appInstanceId });
  }

  override async overdue(at: number): Promise<string[]> {
    const rows = await this.database.read((manager) =>
      manager.find(TerminationRow, { select: { appInstanceId: true }, where: { dueAt: LessThanOrEqual(at) }, order: { dueAt: 'ASC' } }),
    );
    return rows.map(({ appInstanceId }) => appInstanceId);
  }
}
