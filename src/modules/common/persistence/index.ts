export { JSON_TEXT, LONG } from './columns.js';
export { Database } from './database.js';
export { insertRow, insertRowIfFree, replaceRow } from './insert-row.js';
export { managerOf } from './open-transaction.js';
export { PostgresUnitOfWork } from './postgres-unit-of-work.js';
export { lockClause, rowLock } from './row-lock.js';
export { sql } from './sql.js';
export { SqliteUnitOfWork } from './sqlite-unit-of-work.js';
