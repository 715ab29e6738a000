/** A running unit of work. Whoever writes needs one, so that nothing can be written outside. */
export abstract class Transaction {
  /** Runs after the commit, in the order of registration; never after a rollback. */
  abstract afterCommit(action: () => void | Promise<void>): void;
}

/** All writes go through here. */
export abstract class UnitOfWork {
  /**
   * Runs `work` in one transaction and answers what it returns once that is committed. `work` does nothing but read and
   * write the database, for it may be run again, and it never waits for another unit of work, which would wait for it.
   * @throws whatever `work` throws, with nothing written
   */
  abstract run<T>(work: (transaction: Transaction) => Promise<T>): Promise<T>;
}
