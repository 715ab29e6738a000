import type { EntityManager } from 'typeorm';
import type { Failpoints } from '../failpoints/index.js';
import { log } from '../log/index.js';
import { type Transaction, UnitOfWork } from '../unit-of-work/index.js';
import type { Database } from './database.js';
import { OpenTransaction } from './open-transaction.js';
import { sql, sqliteHandle } from './sql.js';
import { STEPS } from './unit-of-work-steps.js';

/** Most units that share one commit. */
const LARGEST_BATCH = 64;

interface Unit {
  /** Does the work inside its savepoint; afterwards `settle` tells the caller. */
  attempt(manager: EntityManager): Promise<void>;
  committed(): Promise<void>;
  settle(failure?: unknown): void;
}

/**
 * Units of work on SQLite run one after another, because TypeORM has a single connection there and overlapping transactions
 * would mix. Those that wait share a commit, which costs far more than the writes: each has a savepoint, so that it is undone
 * alone when it fails, and none is answered before the commit.
 */
export class SqliteUnitOfWork extends UnitOfWork {
  private readonly waiting: Unit[] = [];
  private running = false;

  constructor(
    private readonly database: Database,
    private readonly failpoints: Failpoints,
  ) {
    super();
  }

  override run<T>(work: (transaction: Transaction) => Promise<T>): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      this.waiting.push(unitOf(work, resolve, reject));
      if (this.running) return;
      this.running = true;
      // SQLite answers at once, so that a batch would be over before the next request is read: let all that are there come first.
      setImmediate(() => void this.drain());
    });
  }

  private async drain(): Promise<void> {
    while (this.waiting.length > 0) await this.commitTogether(this.waiting.splice(0, LARGEST_BATCH));
    this.running = false;
  }

  /** Never throws: whatever goes wrong is told to the units. */
  private async commitTogether(units: Unit[]): Promise<void> {
    const { manager } = this.database.writer;
    try {
      await sql(manager, 'BEGIN IMMEDIATE');
      for (const unit of units) await unit.attempt(manager);
      this.failpoints.reach(STEPS['before-commit']);
      await sql(manager, 'COMMIT');
    } catch (error) {
      this.rollBack();
      for (const unit of units) unit.settle(error);
      return;
    }
    this.failpoints.reach(STEPS['after-commit']);
    for (const unit of units) await unit.committed();
    for (const unit of units) unit.settle();
  }

  /** A commit that fails may leave the transaction open, and with it the lock that keeps every other writer away; SQLite ends only some by itself. */
  private rollBack(): void {
    const handle = sqliteHandle(this.database.writer);
    try {
      if (handle.inTransaction) handle.exec('ROLLBACK');
    } catch (error) {
      log.error({ err: error }, 'A transaction could not be rolled back.');
    }
  }
}

function unitOf<T>(work: (transaction: Transaction) => Promise<T>, resolve: (result: T) => void, reject: (reason: unknown) => void): Unit {
  let transaction: OpenTransaction;
  let outcome: { result: T } | { failure: unknown };
  return {
    async attempt(manager) {
      transaction = new OpenTransaction(manager);
      await sql(manager, 'SAVEPOINT unit');
      try {
        outcome = { result: await work(transaction) };
      } catch (failure) {
        outcome = { failure };
        await sql(manager, 'ROLLBACK TO unit');
      }
      await sql(manager, 'RELEASE unit');
    },
    committed: async () => ('result' in outcome ? transaction.committed() : undefined),
    settle(failure) {
      if (failure !== undefined) reject(failure);
      else if ('result' in outcome) resolve(outcome.result);
      else reject(outcome.failure);
    },
  };
}
