import type { QueryRunner } from 'typeorm';
import type { Failpoints } from '../failpoints/index.js';
import { log } from '../log/index.js';
import { type Transaction, UnitOfWork } from '../unit-of-work/index.js';
import type { Database } from './database.js';
import { OpenTransaction } from './open-transaction.js';
import { STEPS } from './unit-of-work-steps.js';

/** Two units that wait for each other, or that PostgreSQL could not order: worth another try. */
const RETRIED = new Set(['40001', '40P01']);
const TRIES = 3;

const isRetried = (error: unknown) => RETRIED.has(String((error as { driverError?: { code?: string } }).driverError?.code));

/** Units of work on PostgreSQL run side by side, each on a connection of the pool. */
export class PostgresUnitOfWork extends UnitOfWork {
  constructor(
    private readonly database: Database,
    private readonly failpoints: Failpoints,
  ) {
    super();
  }

  override async run<T>(work: (transaction: Transaction) => Promise<T>): Promise<T> {
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
    const transaction = new OpenTransaction(runner.manager);
    let result: T;
    try {
      result = await this.inTransaction(runner, () => work(transaction));
    } finally {
      // What follows the commit may need a connection itself: many units that kept theirs would wait for each other.
      await runner.release();
    }
    this.failpoints.reach(STEPS['after-commit']);
    await transaction.committed();
    return result;
  }

  /** A connection that is lost cannot be rolled back; the server has done so then, and the first error tells why. */
  private async rollBack(runner: QueryRunner): Promise<void> {
    if (!runner.isTransactionActive) return;
    await runner.rollbackTransaction().catch((error: unknown) => log.warn({ err: error }, 'A transaction could not be rolled back.'));
  }

  private async inTransaction<T>(runner: QueryRunner, work: () => Promise<T>): Promise<T> {
    await runner.startTransaction();
    try {
      const result = await work();
      this.failpoints.reach(STEPS['before-commit']);
      await runner.commitTransaction();
      return result;
    } catch (error) {
      await this.rollBack(runner);
      throw error;
    }
  }
}
