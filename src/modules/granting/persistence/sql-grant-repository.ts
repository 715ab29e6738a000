import { Injectable } from '@nestjs/common';
import { LessThanOrEqual } from 'typeorm';
import { Database, insertRow, managerOf, sql } from '../../common/persistence/index.js';
import type { Transaction } from '../../common/unit-of-work/index.js';
import type { GrantRecord } from '../domain/grant-record.js';
import { GrantRepository } from '../domain/grant-repository.js';
import { ResourceGrantRow } from './resource-grant.entity.js';

/** Any constant: units that decide on grants take this lock on PostgreSQL. On SQLite they run one after another anyway. */
const DECISION_LOCK = 20_260_013;

@Injectable()
export class SqlGrantRepository extends GrantRepository {
  constructor(private readonly database: Database) {
    super();
  }

  override async get(grantId: string): Promise<GrantRecord | undefined> {
    return (await this.database.read((manager) => manager.findOneBy(ResourceGrantRow, { grantId }))) ?? undefined;
  }

  override async pending(): Promise<string[]> {
    const rows = await this.database.read((manager) => manager.find(ResourceGrantRow, { select: { grantId: true }, where: { state: 'PENDING' } }));
    return rows.map(({ grantId }) => grantId);
  }

  override async decideAlone(transaction: Transaction): Promise<void> {
    if (this.database.kind === 'postgres') await sql(managerOf(transaction), 'SELECT pg_advisory_xact_lock(?)', [DECISION_LOCK]);
  }

  override async read(transaction: Transaction, grantId: string): Promise<GrantRecord | undefined> {
    return (await managerOf(transaction).findOneBy(ResourceGrantRow, { grantId })) ?? undefined;
  }

  override async ofOperation(transaction: Transaction, appLcmOpOccId: string): Promise<GrantRecord | undefined> {
    return (await managerOf(transaction).findOneBy(ResourceGrantRow, { appLcmOpOccId })) ?? undefined;
  }

  override kept(transaction: Transaction): Promise<Pick<GrantRecord, 'appInstanceId' | 'keeps'>[]> {
    return managerOf(transaction).find(ResourceGrantRow, { select: { grantId: true, appInstanceId: true, keeps: true }, where: { holds: true } });
  }

  override insert(transaction: Transaction, record: GrantRecord): Promise<void> {
    return insertRow(managerOf(transaction), ResourceGrantRow, record);
  }

  override async update(transaction: Transaction, { grantId, state, holds, rejection, expiresAt }: GrantRecord): Promise<void> {
    await managerOf(transaction).update(ResourceGrantRow, { grantId }, { state, holds, rejection, expiresAt });
  }

  override async giveBack(transaction: Transaction, appInstanceId: string): Promise<void> {
    await managerOf(transaction).update(ResourceGrantRow, { appInstanceId, holds: true }, { holds: false });
  }

  override async expire(transaction: Transaction, appInstanceId: string, at: number): Promise<void> {
    await managerOf(transaction).update(ResourceGrantRow, { appInstanceId }, { expiresAt: at });
  }

  override hasExpired(at: number): Promise<boolean> {
    return this.database.read((manager) => manager.existsBy(ResourceGrantRow, { expiresAt: LessThanOrEqual(at) }));
  }

  override async removeExpired(transaction: Transaction, at: number): Promise<void> {
    await managerOf(transaction).delete(ResourceGrantRow, { expiresAt: LessThanOrEqual(at) });
  }
}
