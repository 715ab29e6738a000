import { Injectable } from '@nestjs/common';
import { Database, insertRowIfFree, managerOf, rowLock, sql } from '../../common/persistence/index.js';
import type { Transaction } from '../../common/unit-of-work/index.js';
import { CellChangeCursor } from '../domain/ports/cell-change-cursor.js';
import { RegistrationCursorRow } from './cursor.entity.js';

/** Of the only row. */
const ID = 'cell-changes';

@Injectable()
export class SqlCellChangeCursor extends CellChangeCursor {
  constructor(private readonly database: Database) {
    super();
  }

  override async read(): Promise<number | undefined> {
    return (await this.database.read((manager) => manager.findOneBy(RegistrationCursorRow, { id: ID })))?.seq;
  }

  override async begin(transaction: Transaction, seq: number): Promise<void> {
    await insertRowIfFree(managerOf(transaction), RegistrationCursorRow, { id: ID, seq });
  }

  override async advance(transaction: Transaction, seq: number): Promise<boolean> {
    const manager = managerOf(transaction);
    const row = await manager.findOne(RegistrationCursorRow, { where: { id: ID }, ...rowLock(manager, 'exclusive') });
    if (!row || row.seq >= seq) return false;
    await manager.update(RegistrationCursorRow, { id: ID }, { seq });
    return true;
  }

  override async end(transaction: Transaction): Promise<void> {
    await sql(managerOf(transaction), 'DELETE FROM registration_cursor WHERE NOT EXISTS (SELECT network_id FROM registration_network)');
  }
}
