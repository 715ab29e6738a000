import { Injectable } from '@nestjs/common';
import { Database, insertRow, managerOf, rowLock, sql } from '../../common/persistence/index.js';
import type { Transaction } from '../../common/unit-of-work/index.js';
import type { Subscription } from '../domain/subscription.js';
import { SubscriptionRepository } from '../domain/subscription-repository.js';
import { SubscriptionRow } from './subscription.entity.js';

/** Cursors that one statement moves; two values each, within SQLite's and PostgreSQL's limits. */
const BATCH = 5000;

const toSubscription = ({ position: _position, ...subscription }: SubscriptionRow): Subscription => subscription;

@Injectable()
export class SqlSubscriptionRepository extends SubscriptionRepository {
  constructor(private readonly database: Database) {
    super();
  }

  override async all(): Promise<{ subscription: Subscription; position: number }[]> {
    const rows = await this.database.read((manager) => manager.find(SubscriptionRow, { order: { createdAt: 'ASC' } }));
    return rows.map((row) => ({ subscription: toSubscription(row), position: row.position }));
  }

  override exists(transaction: Transaction, subscriptionId: string): Promise<boolean> {
    return managerOf(transaction).existsBy(SubscriptionRow, { subscriptionId });
  }

  override async lockAllOf(transaction: Transaction, appInstanceId: string): Promise<Subscription[]> {
    const manager = managerOf(transaction);
    return (await manager.find(SubscriptionRow, { where: { appInstanceId }, ...rowLock(manager, 'exclusive') })).map(toSubscription);
  }

  override async insert(transaction: Transaction, subscription: Subscription, position: number): Promise<void> {
    await insertRow(managerOf(transaction), SubscriptionRow, { ...subscription, document: subscription.document as object, position });
  }

  override async remove(transaction: Transaction, subscriptionId: string): Promise<boolean> {
    return (await managerOf(transaction).delete(SubscriptionRow, { subscriptionId })).affected === 1;
  }

  override async advance(transaction: Transaction, positions: ReadonlyMap<string, number>): Promise<void> {
    const pairs = [...positions];
    for (let start = 0; start < pairs.length; start += BATCH) {
      const batch = pairs.slice(start, start + BATCH);
      const values = batch.map(() => '(CAST(? AS text), CAST(? AS bigint))').join(', ');
      await sql(
        managerOf(transaction),
        `WITH moved (id, position) AS (VALUES ${values})
         UPDATE subscription SET position = moved.position FROM moved
         WHERE subscription.subscription_id = moved.id AND subscription.position < moved.position`,
        batch.flat(),
      );
    }
  }

  override async furthestBehind(transaction: Transaction): Promise<number | undefined> {
    const [row] = await sql<{ position: number | string | null }>(managerOf(transaction), 'SELECT min(position) AS position FROM subscription');
    return row!.position === null ? undefined : Number(row!.position);
  }
}
