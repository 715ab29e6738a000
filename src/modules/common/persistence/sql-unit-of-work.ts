import { Injectable } from '@nestjs/common';
import type { EntityManager, QueryRunner } from 'typeorm';
import { Failpoints, failpoints } from '../failpoints/index.js';
import { Transaction, UnitOfWork } from '../unit-of-work/index.js';
import { Database } from './database.js';
import { Queue } from './queue.js';

/** @internal The transaction as repositories see it. */
export class OpenTransaction extends Transaction {
  readonly committed: (() => void | Promise<void>)[] = [];

  constructor(readonly manager: EntityManager) {
    super();
  }

  override afterCommit(action: () => void | Promise<void>): void {
    this.committed.push(action);
  }
}

/** For repositories: the entity manager that writes inside the unit of work. */
export const managerOf = (transaction: Transaction): EntityManager => (transaction as OpenTransaction).manager;

const STEPS = failpoints('unit-of-work', ['before-commit', 'after-commit']);

/** Two units that wait for each other, or that PostgreSQL could not order: worth another try. */
const RETRIED = new Set(['40001', '40P01']);
const TRIES = 3;

const isRetried = (error: unknown) => RETRIED.has(String((error as { driverError?: { code?: string } }).driverError?.code));

/**
 * Units of work on the database. On SQLite they run one after another, because TypeORM has a single connection there and
 * overlapping transactions would mix; on PostgreSQL they run side by side, again if they have got into each other's way.
 */
@Injectable()
export class SqlUnitOfWork extends UnitOfWork {
  private readonly queue = new Queue();

  constructor(
    private readonly database: Database,
    private readonly failpoints: Failpoints,
  ) {
    super();
  }

  override run<T>(work: (transaction: Transaction) => Promise<T>): Promise<T> {
    return this.database.kind === 'sqlite' ? this.queue.run(() => this.attempt(work)) : this.persist(work);
  }

  private async persist<T>(work: (transaction: Transaction) => Promise<T>): Promise<T> {
    for (let left = TRIES - 1; ; left--) {
      try {
        return await this.attempt(work);
      } catch (error) {
        if (left === 0 || !isRetried(error)) throw error;
      }
    }
  }

  private async attempt<T>(work: (transaction: Transaction) => Promise<T>): Promise<T> {
    const runner = this.database.writer.createQueryRunner();
    try {
      const transaction = new OpenTransaction(runner.manager);
      const result = await this.inTransaction(runner, () => work(transaction));
      this.failpoints.reach(STEPS['after-commit']);
      for (const action of transaction.committed) await action();
      return result;
    } finally {
      await runner.release();
    }
  }

  private async inTransaction<T>(runner: QueryRunner, work: () => Promise<T>): Promise<T> {
    await runner.startTransaction();
    try {
      const result = await work();
      this.failpoints.reach(STEPS['before-commit']);
      await runner.commitTransaction();
      return result;
    } catch (error) {
      if (runner.isTransactionActive) await runner.rollbackTransaction();
      throw error;
    }
  }
}
