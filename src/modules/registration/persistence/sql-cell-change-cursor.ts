import { Injectable } from '@nestjs/common';
import { Database, insertRowIfFree, managerOf, sql } from '../../common/persistence/index.js';
import type { Transaction } from '../../common/unit-of-work/index.js';
import { CellChangeCursor } from '../domain/ports/cell-change-cursor.js';
import { RegistrationCursorRow } from './cursor.entity.js';

/** Of the only row. */
const ID = 'cell-changes';

/** Any constant: the lock of the row, also while there is none, on PostgreSQL. On SQLite units of work run one after another anyway. */
const CURSOR_LOCK = 20_260_030;

@Injectable()
export class SqlCellChangeCursor extends CellChangeCursor {
  constructor(private readonly database: Database) {
    super();
  }

  override async read(): Promise<number | undefined> {
    return (await this.database.read((manager) => manager.findOneBy(RegistrationCursorRow, { id: ID })))?.seq;
  }

  override async lock(transaction: Transaction): Promise<void> {
    if (this.database.kind === 'postgres') await sql(managerOf(transaction), 'SELECT pg_advisory_xact_lock(?)', [CURSOR_LOCK]);
  }

  override async begin(transaction: Transaction, seq: number): Promise<void> {
    await insertRowIfFree(managerOf(transaction), RegistrationCursorRow, { id: ID, seq });
  }

  override async advance(transaction: Transaction, seq: number): Promise<boolean> {
    const manager = managerOf(transaction);
    const row = await manager.findOneBy(RegistrationCursorRow, { id: ID });
    if (!row || row.seq >= seq) return false;
    await manager.update(RegistrationCursorRow, { id: ID }, { seq });
    return true;
  }

  override async end(transaction: Transaction): Promise<void> {
    await sql(managerOf(transaction), 'DELETE FROM registration_cursor WHERE NOT EXISTS (SELECT network_id FROM registration_network)');
  }
}
