import { Injectable } from '@nestjs/common';
import { IsNull } from 'typeorm';
import { Database, insertRow, managerOf, rowLock, sql } from '../../common/persistence/index.js';
import type { Transaction } from '../../common/unit-of-work/index.js';
import type { Revision } from '../domain/revision.js';
import type { Subscription } from '../domain/subscription.js';
import { type StoredSubscription, SubscriptionRepository } from '../domain/subscription-repository.js';
import { replaceableColumns, toRow, toSubscription } from './subscription-mapping.js';
import { SubscriptionRevisionRow } from './subscription-revision.entity.js';
import { SubscriptionRow } from './subscription.entity.js';

/** Cursors that one statement moves; two values each, within SQLite's and PostgreSQL's limits. */
const BATCH = 5000;

@Injectable()
export class SqlSubscriptionRepository extends SubscriptionRepository {
  constructor(private readonly database: Database) {
    super();
  }

  override async all(): Promise<StoredSubscription[]> {
    const [rows, revisionRows] = await this.database.read((manager) =>
      Promise.all([manager.find(SubscriptionRow, { order: { createdAt: 'ASC' } }), manager.find(SubscriptionRevisionRow, { order: { until: 'ASC' } })]),
    );
    const revisionsOf = new Map<string, Revision[]>();
    for (const { subscriptionId, until, document } of revisionRows) {
      const revisions = revisionsOf.get(subscriptionId) ?? [];
      revisionsOf.set(subscriptionId, [...revisions, { until, document }]);
    }
    return rows.map((row) => ({
      subscription: toSubscription(row),
      position: row.position,
      beginning: row.beginning,
      ...(row.expirySeq !== null && { expirySeq: row.expirySeq }),
      revisions: revisionsOf.get(row.subscriptionId) ?? [],
    }));
  }

  override exists(transaction: Transaction, subscriptionId: string): Promise<boolean> {
    return managerOf(transaction).existsBy(SubscriptionRow, { subscriptionId });
  }

  override async lock(transaction: Transaction, subscriptionId: string): Promise<Subscription | undefined> {
    const manager = managerOf(transaction);
    const row = await manager.findOne(SubscriptionRow, { where: { subscriptionId, expirySeq: IsNull() }, ...rowLock(manager, 'exclusive') });
    return row ? toSubscription(row) : undefined;
  }

  override async lockAllOf(transaction: Transaction, appInstanceId: string): Promise<Subscription[]> {
    const manager = managerOf(transaction);
    return (await manager.find(SubscriptionRow, { where: { appInstanceId }, ...rowLock(manager, 'exclusive') })).map(toSubscription);
  }

  override async insert(transaction: Transaction, subscription: Subscription, beginning: number): Promise<void> {
    await insertRow(managerOf(transaction), SubscriptionRow, toRow(subscription, beginning));
  }

  override async replace(transaction: Transaction, subscription: Subscription, { until, document }: Revision): Promise<void> {
    const { subscriptionId } = subscription;
    const manager = managerOf(transaction);
    await manager.update(SubscriptionRow, { subscriptionId }, replaceableColumns(subscription));
    await insertRow(manager, SubscriptionRevisionRow, { subscriptionId, until, document: document as object });
  }

  override async expire(transaction: Transaction, subscriptionId: string, expirySeq: number): Promise<void> {
    await managerOf(transaction).update(SubscriptionRow, { subscriptionId }, { expirySeq });
  }

  override async remove(transaction: Transaction, subscriptionId: string): Promise<boolean> {
    const manager = managerOf(transaction);
    await manager.delete(SubscriptionRevisionRow, { subscriptionId });
    return (await manager.delete(SubscriptionRow, { subscriptionId })).affected === 1;
  }

  override async overdue(at: number): Promise<string[]> {
    return this.ids('SELECT subscription_id AS id FROM subscription WHERE expires_at <= ? AND expiry_seq IS NULL', [at]);
  }

  override async told(): Promise<string[]> {
    return this.ids('SELECT subscription_id AS id FROM subscription WHERE expires_at IS NOT NULL AND expiry_seq <= position', []);
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

  override async forgetRevisionsBefore(transaction: Transaction, seq: number): Promise<void> {
    await sql(managerOf(transaction), 'DELETE FROM subscription_revision WHERE until_seq <= ?', [seq]);
  }

  private async ids(statement: string, parameters: unknown[]): Promise<string[]> {
    return (await this.database.read((manager) => sql<{ id: string }>(manager, statement, parameters))).map(({ id }) => id);
  }
}
