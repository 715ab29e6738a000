import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { Database, insertRow, managerOf, rowLock } from '../../common/persistence/index.js';
import type { Transaction } from '../../common/unit-of-work/index.js';
import type { LifecycleOperation } from '../domain/operation/lifecycle-operation.js';
import { OperationRepository } from '../domain/operation/operation-repository.js';
import { isOpen } from '../domain/operation/operation-states.js';
import { LifecycleOperationRow } from './lifecycle-operation.entity.js';

const OLDEST_FIRST = { startedAt: 'ASC', appLcmOpOccId: 'ASC' } as const;

const toOperation = ({ occupies: _occupies, cancellation, error, ...columns }: LifecycleOperationRow): LifecycleOperation =>
  ({ ...columns, ...(cancellation && { cancellation }), ...(error && { error }) }) as LifecycleOperation;

const toRow = ({ cancellation, error, ...columns }: LifecycleOperation): LifecycleOperationRow => ({
  ...columns,
  occupies: isOpen(columns.operationState) ? columns.appInstanceId : null,
  cancellation: cancellation ?? null,
  error: error ?? null,
});

@Injectable()
export class SqlOperationRepository extends OperationRepository {
  constructor(private readonly database: Database) {
    super();
  }

  override async all(): Promise<LifecycleOperation[]> {
    return (await this.database.read((manager) => manager.find(LifecycleOperationRow, { order: OLDEST_FIRST }))).map(toOperation);
  }

  override async find(appLcmOpOccId: string): Promise<LifecycleOperation | undefined> {
    const row = await this.database.read((manager) => manager.findOneBy(LifecycleOperationRow, { appLcmOpOccId }));
    return row ? toOperation(row) : undefined;
  }

  override async underWay(): Promise<LifecycleOperation[]> {
    const where = { operationState: In(['STARTING', 'PROCESSING']) };
    return (await this.database.read((manager) => manager.find(LifecycleOperationRow, { where, order: OLDEST_FIRST }))).map(toOperation);
  }

  override async findOpen(appInstanceId: string): Promise<LifecycleOperation | undefined> {
    const row = await this.database.read((manager) => manager.findOneBy(LifecycleOperationRow, { occupies: appInstanceId }));
    return row ? toOperation(row) : undefined;
  }

  override async open(transaction: Transaction, appInstanceId: string): Promise<LifecycleOperation | undefined> {
    const row = await managerOf(transaction).findOneBy(LifecycleOperationRow, { occupies: appInstanceId });
    return row ? toOperation(row) : undefined;
  }

  override async lock(transaction: Transaction, appLcmOpOccId: string): Promise<LifecycleOperation | undefined> {
    const manager = managerOf(transaction);
    const row = await manager.findOne(LifecycleOperationRow, { where: { appLcmOpOccId }, ...rowLock(manager, 'exclusive') });
    return row ? toOperation(row) : undefined;
  }

  override insert(transaction: Transaction, operation: LifecycleOperation): Promise<void> {
    return insertRow(managerOf(transaction), LifecycleOperationRow, toRow(operation));
  }

  override async update(transaction: Transaction, operation: LifecycleOperation): Promise<void> {
    const { appLcmOpOccId, ...columns } = toRow(operation);
    await managerOf(transaction).update(LifecycleOperationRow, { appLcmOpOccId }, columns);
  }

  override async removeAllOf(transaction: Transaction, appInstanceId: string): Promise<void> {
    await managerOf(transaction).delete(LifecycleOperationRow, { appInstanceId });
  }
}
