import { Injectable } from '@nestjs/common';
import { Database, managerOf, sql } from '../../common/persistence/index.js';
import type { Transaction } from '../../common/unit-of-work/index.js';
import { FollowerCursor } from '../domain/follower/follower-cursor.js';

/** Of the only row. */
const ID = 'feed';

@Injectable()
export class SqlFollowerCursor extends FollowerCursor {
  constructor(private readonly database: Database) {
    super();
  }

  override async read(feed: string): Promise<number | undefined> {
    const [row] = await this.database.read((manager) => sql<{ seq: number | string }>(manager, 'SELECT seq FROM ran_follower WHERE feed = ?', [feed]));
    return row && Number(row.seq);
  }

  override async write(transaction: Transaction, feed: string, seq: number): Promise<void> {
    const statement = 'INSERT INTO ran_follower (id, feed, seq) VALUES (?, ?, ?) ON CONFLICT (id) DO UPDATE SET feed = excluded.feed, seq = excluded.seq';
    await sql(managerOf(transaction), statement, [ID, feed, seq]);
  }
}
