export { JSON_TEXT, LONG } from './columns.js';
export { Database } from './database.js';
export { sql } from './sql.js';
export { managerOf, Transaction, UnitOfWork } from './unit-of-work.js';
