import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Database, insertRow, managerOf, sql } from '../../common/persistence/index.js';
import type { Transaction } from '../../common/unit-of-work/index.js';
import { RegisteredPlatforms, type RegisteredPlatform } from '../domain/registered-platforms.js';
import { OrchestratorPlatformRow } from './orchestrator-platform.entity.js';

/** Any constant: units that register platforms take this lock on PostgreSQL. On SQLite they run one after another anyway. */
const REGISTRATION_LOCK = 20_260_025;

@Injectable()
export class SqlRegisteredPlatforms extends RegisteredPlatforms {
  constructor(private readonly database: Database) {
    super();
  }

  override async all(transaction?: Transaction): Promise<RegisteredPlatform[]> {
    const inOrder = (manager: EntityManager) => manager.find(OrchestratorPlatformRow, { order: { position: 'ASC' } });
    return transaction ? inOrder(managerOf(transaction)) : this.database.read(inOrder);
  }

  override async registerAlone(transaction: Transaction): Promise<void> {
    if (this.database.kind === 'postgres') await sql(managerOf(transaction), 'SELECT pg_advisory_xact_lock(?)', [REGISTRATION_LOCK]);
  }

  override async put(transaction: Transaction, { platformId, ...attributes }: RegisteredPlatform): Promise<void> {
    const manager = managerOf(transaction);
    const { affected } = await manager.update(OrchestratorPlatformRow, { platformId }, attributes);
    if (affected) return;
    const last = await manager.maximum(OrchestratorPlatformRow, 'position');
    await insertRow(manager, OrchestratorPlatformRow, { platformId, ...attributes, position: Number(last ?? 0) + 1 });
  }

  override async remove(transaction: Transaction, platformId: string): Promise<void> {
    await managerOf(transaction).delete(OrchestratorPlatformRow, { platformId });
  }
}
