import Sqlite from 'better-sqlite3';

/**
 * Keeps a second process away from a database file. The lock is held by an open transaction on a file beside it, so the
 * operating system releases it however the process ends.
 */
export class SqliteLock {
  private constructor(private readonly holder: Sqlite.Database) {}

  /** @throws Error in one sentence if another process holds the lock */
  static take(databaseFile: string): SqliteLock {
    const holder = new Sqlite(`${databaseFile}.lock`, { timeout: 0 });
    try {
      holder.exec('BEGIN EXCLUSIVE');
    } catch (error) {
      holder.close();
      throw new Error(`Another process uses the database ${databaseFile}. Stop it, or set DATABASE_URL (and PORT) for a second platform.`, { cause: error });
    }
    return new SqliteLock(holder);
  }

  release(): void {
    this.holder.close();
  }
}
