export { Transaction, UnitOfWork } from './unit-of-work.js';
