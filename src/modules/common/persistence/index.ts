export { JSON_TEXT, LONG } from './columns.js';
export { Database } from './database.js';
export { sql } from './sql.js';
export { managerOf, SqlUnitOfWork } from './sql-unit-of-work.js';
