import { Injectable } from '@nestjs/common';
import { LessThanOrEqual } from 'typeorm';
import { Database, insertRow, managerOf, rowLock } from '../../common/persistence/index.js';
import type { Transaction } from '../../common/unit-of-work/index.js';
import { heartbeatDueAt } from '../domain/liveness.js';
import type { Liveness, RegisteredService, ServiceAttributes } from '../domain/service.js';
import { ServiceRepository } from '../domain/service-repository.js';
import { ServiceRow } from './service.entity.js';

function toService({ attributes, liveness, heartbeatDueAt: _due, ...row }: ServiceRow): RegisteredService {
  return { ...row, attributes: attributes as ServiceAttributes, ...(liveness && { liveness: liveness as Liveness }) };
}

function toRow({ serInstanceId, appInstanceId, attributes, liveness, registeredAt }: RegisteredService, dueAt: number | undefined): ServiceRow {
  return { serInstanceId, appInstanceId: appInstanceId!, attributes, liveness: liveness ?? null, heartbeatDueAt: dueAt ?? null, registeredAt };
}

@Injectable()
export class SqlServiceRepository extends ServiceRepository {
  constructor(private readonly database: Database) {
    super();
  }

  override async all(): Promise<RegisteredService[]> {
    const rows = await this.database.read((manager) => manager.find(ServiceRow, { order: { registeredAt: 'ASC', serInstanceId: 'ASC' } }));
    return rows.map(toService);
  }

  override async get(serInstanceId: string): Promise<RegisteredService | undefined> {
    const row = await this.database.read((manager) => manager.findOneBy(ServiceRow, { serInstanceId }));
    return row ? toService(row) : undefined;
  }

  override async lock(transaction: Transaction, serInstanceId: string): Promise<RegisteredService | undefined> {
    const manager = managerOf(transaction);
    const row = await manager.findOne(ServiceRow, { where: { serInstanceId }, ...rowLock(manager, 'exclusive') });
    return row ? toService(row) : undefined;
  }

  override async lockAllOf(transaction: Transaction, appInstanceId: string): Promise<RegisteredService[]> {
    const manager = managerOf(transaction);
    return (await manager.find(ServiceRow, { where: { appInstanceId }, ...rowLock(manager, 'exclusive') })).map(toService);
  }

  override async insert(transaction: Transaction, service: RegisteredService): Promise<void> {
    await insertRow(managerOf(transaction), ServiceRow, toRow(service, heartbeatDueAt(service)));
  }

  override async update(transaction: Transaction, service: RegisteredService): Promise<void> {
    const { serInstanceId, ...columns } = toRow(service, heartbeatDueAt(service));
    await managerOf(transaction).update(ServiceRow, { serInstanceId }, columns);
  }

  override async remove(transaction: Transaction, serInstanceId: string): Promise<void> {
    await managerOf(transaction).delete(ServiceRow, { serInstanceId });
  }

  override async overdue(before: number): Promise<string[]> {
    const rows = await this.database.read((manager) =>
      manager.find(ServiceRow, { select: { serInstanceId: true }, where: { heartbeatDueAt: LessThanOrEqual(before) } }),
    );
    return rows.map(({ serInstanceId }) => serInstanceId);
  }
}
