import type { EntityManager } from 'typeorm';

/** 'held': others may hold the row too, but not change it; 'exclusive': nobody else may do either. */
type RowLock = 'held' | 'exclusive';

const MODES = { held: 'pessimistic_read', exclusive: 'pessimistic_write' } as const;
const CLAUSES = { held: 'FOR SHARE', exclusive: 'FOR UPDATE' } as const;

/** On SQLite units of work run one after another, which keeps others away without locks. */
const hasLocks = (manager: EntityManager) => manager.connection.options.type === 'postgres';

/** For the options of find: keeps the rows as they are until the unit of work is over. */
export const rowLock = (manager: EntityManager, lock: RowLock) => (hasLocks(manager) ? { lock: { mode: MODES[lock] } } : {});

/** The same, as the end of a SELECT. */
export const lockClause = (manager: EntityManager, lock: RowLock): string => (hasLocks(manager) ? CLAUSES[lock] : '');
